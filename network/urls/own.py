"""What the owner tells about themselves."""

from django.urls import path

from network.views import about

urlpatterns = [
    path("about-me/", about.about_me, name="about_me"),
]
