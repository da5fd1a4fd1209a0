"""Requests that came in, what the owner decided, and how it was taken."""

from django.urls import path

from network.views import batch, decisions, inbox, know, reactions

urlpatterns = [
    path("requests/", inbox.requests, name="requests"),
    path("requests/<int:pk>/", inbox.request_card, name="request_card"),
    path("requests/<int:pk>/decide/", decisions.request_decide, name="request_decide"),
    path("requests/<int:pk>/is/<int:contact>/", decisions.request_who, name="request_who"),
    path("requests/<int:pk>/reason/", decisions.request_why, name="request_why"),
    path("requests/answered/", reactions.answered, name="answered"),
    path("requests/batch/", batch.batch, name="batch"),
    path("requests/batch/decide/", batch.batch_decide, name="batch_decide"),
    path("requests/batch/<int:pk>/undo/", batch.batch_undo, name="batch_undo"),
    path("decisions/<int:pk>/undo/", decisions.decision_undo, name="decision_undo"),
    path("decisions/<int:pk>/reaction/", reactions.reaction, name="reaction"),
    path("decisions/<int:pk>/reaction/undo/", reactions.reaction_undo, name="reaction_undo"),
    path("know/", know.know, name="know"),
    path("people/<int:pk>/alike/", know.alike, name="alike"),
]
