"""Who knows whom, and what people are to the owner."""

from django.urls import path

from network.views import relations, ties

urlpatterns = [
    path("ties/", ties.ties, name="ties"),
    path("ties/<int:one>/<int:other>/accept/", ties.together_accept, name="together_accept"),
    path("ties/<int:one>/<int:other>/dismiss/", ties.together_dismiss, name="together_dismiss"),
    path("ties/<int:one>/<int:other>/undo/", ties.together_undo, name="together_undo"),
    path("people/<int:pk>/relations/", relations.relation_add, name="relation_add"),
    path("relations/<int:pk>/", relations.relation_edit, name="relation_edit"),
    path("relations/<int:pk>/remove/", relations.relation_remove, name="relation_remove"),
]
