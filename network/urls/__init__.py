"""The addresses of linking, by noun."""

from network.urls import (
    after,
    events,
    favours,
    inbox,
    introductions,
    own,
    policies,
    public,
    review,
    sent,
    ties,
)

app_name = "network"
urlpatterns = [
    *review.urlpatterns,
    *policies.urlpatterns,
    *inbox.urlpatterns,
    *sent.urlpatterns,
    *after.urlpatterns,
    *own.urlpatterns,
    *public.urlpatterns,
    *ties.urlpatterns,
    *introductions.urlpatterns,
    *favours.urlpatterns,
    *events.urlpatterns,
]
