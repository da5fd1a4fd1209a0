"""The public policy page."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
