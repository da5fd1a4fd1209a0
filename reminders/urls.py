from django.urls import path

from reminders.views import acts, reminders

app_name = "reminders"
urlpatterns = [
    path("reminders/", reminders.reminders, name="reminders"),
    path("reminders/new/", reminders.add, name="add"),
    path("reminders/<int:pk>/", reminders.edit, name="edit"),
    path("reminders/<int:pk>/finish/", reminders.finish, name="finish"),
    path("reminders/<int:pk>/remove/", reminders.remove, name="remove"),
    path("reminders/<int:pk>/restore/", reminders.restore, name="restore"),
    path("due/<int:pk>/undo/", acts.undo_act, name="undo_act"),
    path("due/<int:pk>/<str:act>/", acts.act, name="act"),
]
