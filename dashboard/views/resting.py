"""Leaving somebody alone until a day, going on, and suggesting them again."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts import clock
from accounts.requests import SignedIn
from contacts.models import Contact
from contacts.queries import contact_or_404
from interactions.queries import spoken_since
from reminders.forms import PauseForm
from reminders.services import pause_person, suggest_again
from ui.dates import in_order
from ui.htmx import came_from, go

NO_DAY = "none"


@login_required
@require_POST
def pause(request: SignedIn, pk: int) -> HttpResponseBase:
    contact = contact_or_404(request.user, pk)
    form = PauseForm(request.POST, today=clock.today(request.user))
    if not form.is_valid():
        context = {"form": form, "contact": contact, "next": request.POST.get("next", "")}
        return render(request, "dashboard/pause.html", context, status=422)
    return _pause(request, contact, form.cleaned_data["until"])


@login_required
@require_POST
def pause_as(request: SignedIn, pk: int, until: str) -> HttpResponseBase:
    """Go on now, or take a change of the pause back: `until` is the day of it, or "none"."""
    contact = contact_or_404(request.user, pk)
    return _pause(request, contact, _day(until, clock.today(request.user)))


@login_required
@require_POST
def suggest(request: SignedIn, pk: int) -> HttpResponseBase:
    contact = contact_or_404(request.user, pk)
    suggest_again(contact=contact, now=clock.now_for(request.user), spoken=spoken_since)
    messages.success(request, f"{contact} may come up again.")
    return go(request, came_from(request, _page(contact)))


def _pause(request: SignedIn, contact: Contact, until: date | None) -> HttpResponseBase:
    now = clock.now_for(request.user)
    before = pause_person(contact=contact, until=until, now=now, spoken=spoken_since)
    way_back = reverse("dashboard:person_pause_as", args=[contact.pk, before or NO_DAY])
    words = f"{contact} may come up again."
    if until:
        words = f"No suggestions about {contact} until {in_order(until, request.user.date_order)}."
    messages.success(request, words, extra_tags=f"undo:{way_back}" if before != until else "")
    return go(request, came_from(request, _page(contact)))


def _page(contact: Contact) -> str:
    return reverse("dashboard:person", args=[contact.pk])


def _day(text: str, today: date) -> date | None:
    """The day that an address says; none for "none" and for a day that is over by now."""
    if text == NO_DAY:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    return day if day > today else None
