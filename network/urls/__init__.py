"""The addresses of linking, by noun."""

from network.urls import after, inbox, own, policies, public, review, sent

app_name = "network"
urlpatterns = [
    *review.urlpatterns,
    *policies.urlpatterns,
    *inbox.urlpatterns,
    *sent.urlpatterns,
    *after.urlpatterns,
    *own.urlpatterns,
    *public.urlpatterns,
]
