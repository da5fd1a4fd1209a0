"""The few addresses the look needs by itself: its tests do not lean on any app's pages."""

from django.urls import include, path

urlpatterns = [path("accounts/", include("allauth.account.urls"))]
