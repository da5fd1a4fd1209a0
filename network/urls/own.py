"""What the owner tells about themselves."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
