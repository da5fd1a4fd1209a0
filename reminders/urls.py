from django.urls import path

from reminders import views

app_name = "reminders"
urlpatterns = [
    path("reminders/", views.reminders, name="reminders"),
    path("reminders/new/", views.add, name="add"),
    path("reminders/<int:pk>/", views.edit, name="edit"),
    path("reminders/<int:pk>/finish/", views.finish, name="finish"),
    path("reminders/<int:pk>/remove/", views.remove, name="remove"),
    path("reminders/<int:pk>/restore/", views.restore, name="restore"),
    path("due/<int:pk>/undo/", views.undo_act, name="undo_act"),
    path("due/<int:pk>/<str:act>/", views.act, name="act"),
]
