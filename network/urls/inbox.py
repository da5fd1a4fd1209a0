"""Requests that came in."""

from django.urls import path

from network.views import know, requests

urlpatterns = [
    path("requests/", requests.requests, name="requests"),
    path("know/", know.know, name="know"),
]
