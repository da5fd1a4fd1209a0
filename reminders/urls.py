from django.urls import path

from reminders.views import acts, channels, feeds, push, reminders

app_name = "reminders"
urlpatterns = [
    path("reminders/", reminders.reminders, name="reminders"),
    path("reminders/new/", reminders.add, name="add"),
    path("reminders/preview/", reminders.preview, name="preview"),
    path("reminders/<int:pk>/", reminders.edit, name="edit"),
    path("reminders/<int:pk>/finish/", reminders.finish, name="finish"),
    path("reminders/<int:pk>/resume/", reminders.resume, name="resume"),
    path("reminders/<int:pk>/remove/", reminders.remove, name="remove"),
    path("reminders/<int:pk>/restore/", reminders.restore, name="restore"),
    path("settings/channels/", channels.channels, name="channels"),
    path("settings/channels/new/", channels.channel_add, name="channel_add"),
    path("settings/channels/browser/", push.push_subscribe, name="push_subscribe"),
    path("settings/channels/<int:pk>/", channels.channel, name="channel"),
    path("settings/channels/<int:pk>/test/", channels.channel_test, name="channel_test"),
    path("settings/channels/<int:pk>/secret/", channels.channel_secret, name="channel_secret"),
    path("settings/channels/<int:pk>/pause/", channels.channel_pause, name="channel_pause"),
    path("settings/channels/<int:pk>/resume/", channels.channel_resume, name="channel_resume"),
    path("settings/channels/<int:pk>/remove/", channels.channel_remove, name="channel_remove"),
    path("settings/channels/<int:pk>/restore/", channels.channel_restore, name="channel_restore"),
    path("push-worker.js", push.push_worker, name="push_worker"),
    path("settings/feeds/", feeds.feeds, name="feeds"),
    path("settings/feeds/make/", feeds.make, name="feed_make"),
    path("settings/feeds/detail/", feeds.detail, name="feed_detail"),
    path("settings/feeds/end/", feeds.end, name="feed_end"),
    path("due/<int:pk>/undo/", acts.undo_act, name="undo_act"),
    path("due/<int:pk>/<str:act>/", acts.act, name="act"),
]
