from django.urls import path

from contacts import views

app_name = "contacts"
urlpatterns = [
    path("people/<int:pk>/notes/", views.note_add, name="note_add"),
    path("notes/<int:pk>/", views.note_edit, name="note_edit"),
    path("notes/<int:pk>/remove/", views.note_remove, name="note_remove"),
    path("notes/<int:pk>/restore/", views.note_restore, name="note_restore"),
    path("people/<int:pk>/photo/", views.photo, name="photo"),
    path("people/<int:pk>/photo/small/", views.photo_small, name="photo_small"),
    path("people/<int:pk>/photo/set/", views.photo_set, name="photo_set"),
    path("people/<int:pk>/photo/remove/", views.photo_remove, name="photo_remove"),
]
