"""Invitations that the owner sends."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
