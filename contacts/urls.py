"""Notes on people, their photos, whom they know."""

from django.urls import path

from contacts.views import about, ties

app_name = "contacts"
urlpatterns = [
    path("people/<int:pk>/notes/", about.note_add, name="note_add"),
    path("notes/<int:pk>/", about.note_edit, name="note_edit"),
    path("notes/<int:pk>/remove/", about.note_remove, name="note_remove"),
    path("notes/<int:pk>/restore/", about.note_restore, name="note_restore"),
    path("people/<int:pk>/photo/", about.photo, name="photo"),
    path("people/<int:pk>/photo/small/", about.photo_small, name="photo_small"),
    path("people/<int:pk>/photo/set/", about.photo_set, name="photo_set"),
    path("people/<int:pk>/photo/remove/", about.photo_remove, name="photo_remove"),
    path("people/<int:pk>/knows/", ties.ties, name="ties"),
    path("people/<int:pk>/knows/add/", ties.tie_add, name="tie_add"),
    path("people/<int:pk>/knows/<int:tie>/", ties.tie_edit, name="tie_edit"),
    path("knows/<int:pk>/remove/", ties.tie_remove, name="tie_remove"),
    path("knows/<int:pk>/restore/", ties.tie_restore, name="tie_restore"),
    path("relations/<int:pk>/restore/", ties.relation_restore, name="relation_restore"),
]
