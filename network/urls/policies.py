"""Policies, their simulation, the sweep."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
