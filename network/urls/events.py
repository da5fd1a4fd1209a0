"""Events and their guests."""

from django.urls import path

from network.views import events, guests

urlpatterns = [
    path("events/", events.events, name="events"),
    path("events/new/", events.event_new, name="event_new"),
    path("events/<int:pk>/", events.event, name="event"),
    path("events/<int:pk>/edit/", events.event_edit, name="event_edit"),
    path("events/<int:pk>/happened/", events.event_happened, name="event_happened"),
    path("events/<int:pk>/remove/", events.event_remove, name="event_remove"),
    path("events/<int:pk>/restore/", events.event_restore, name="event_restore"),
    path("events/<int:pk>/guests/", guests.event_guests, name="event_guests"),
    path("events/<int:pk>/who/", guests.event_who, name="event_who"),
    path("events/<int:pk>/after/", guests.event_after, name="event_after"),
    path("guests/<int:pk>/nobody/", guests.guest_forget, name="guest_forget"),
    path("guests/<int:pk>/remove/", guests.guest_remove, name="guest_remove"),
    path("guests/<int:pk>/add/", guests.guest_add, name="guest_add"),
]
