"""The table of addresses."""

from django.urls import include, path

from accounts.views import login
from crm.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("accounts/login/", login, name="account_login"),
    path("accounts/", include("allauth.account.urls")),
    path("", include("dashboard.urls")),
    path("", include("contacts.urls")),
    path("", include("interactions.urls")),
    path("", include("reminders.urls")),
    path("", include("network.urls")),
    path("", include("transfer.urls")),
]
