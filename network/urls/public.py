"""The public policy page."""

from django.urls import path

from network.views import public, public_where

urlpatterns = [
    path("policies/<str:network>/public/", public.public_settings, name="public_settings"),
    path("p/<slug:address>/", public.public_page, name="public_page"),
    path("p/<slug:address>/where/", public_where.public_where, name="public_where"),
]
