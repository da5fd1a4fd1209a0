"""What follows an acceptance; claims and conduct."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
