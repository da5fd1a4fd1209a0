"""Requests that are typed in, and invitations that the owner sends."""

from django.urls import path

from network.views import arrivals, sent

urlpatterns = [
    path("requests/new/", arrivals.request_new, name="request_new"),
    path("requests/<int:pk>/take-back/", arrivals.request_take_back, name="request_take_back"),
    path("requests/sent/", sent.sent, name="sent"),
    path("requests/sent/new/", sent.sent_new, name="sent_new"),
    path("requests/sent/<int:pk>/withdrawn/", sent.sent_withdrawn, name="sent_withdrawn"),
    path("requests/sent/<int:pk>/accepted/", sent.sent_accepted, name="sent_accepted"),
    path("requests/sent/<int:pk>/undo/", sent.sent_undo, name="sent_undo"),
]
