"""Appointments and events: planned, changed, and what became of them."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import clock
from accounts.models import User
from accounts.requests import SignedIn, id_in
from contacts.models import Contact
from contacts.queries import contact_or_404
from interactions.models import Event
from interactions.queries.events import (
    coming_events,
    event_or_404,
    events_to_tell,
    gone_event_or_404,
    guests_of,
    known_guests,
    logged_as,
)
from interactions.services.events import change_event, plan_event, remove_event, restore_event
from interactions.services.ticking import tick_met
from network.forms.events import EventForm, GuestsForm
from network.models import PolicyVersion
from network.queries.event_after import requests_after
from network.queries.event_before import Said, Through, introducers, main_policy, verdicts
from network.queries.event_lists import past_with_state
from network.queries.guest_rows import GuestRow, guests_in_order, told
from network.queries.guests import guests_to_ask
from ui.htmx import came_from, go

ROWS_A_PAGE, PAST_A_PAGE = 50, 30


@login_required
@require_GET
def events(request: SignedIn) -> HttpResponse:
    today = clock.today(request.user)
    page = Paginator(past_with_state(request.user, today), PAST_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "today": today,
        "coming": list(coming_events(request.user, today)[:100]),
        "page": page,
        "to_tell": set(events_to_tell(request.user, today).values_list("pk", flat=True)),
    }
    return render(request, "network/events.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def event_new(request: SignedIn) -> HttpResponseBase:
    contact = _with(request)
    form = EventForm(request.POST or None, initial=_first(request, contact))
    if request.method == "POST" and form.is_valid():
        contacts = [contact] if contact else []
        now = clock.now_for(request.user)
        made = plan_event(owner=request.user, plan=form.plan(), now=now, contacts=contacts)
        messages.success(
            request, "Planned.", extra_tags=f"undo:{reverse('network:event_remove', args=[made.pk])}"
        )
        return redirect("network:event", made.pk)
    context = {"form": form, "contact": contact, "event": None}
    return render(request, "network/event_new.html", context, status=422 if form.errors else 200)


def _with(request: SignedIn) -> Contact | None:
    pk = id_in(request.POST.get("with") or request.GET.get("with", ""))
    return contact_or_404(request.user, pk) if pk is not None else None


def _first(request: SignedIn, contact: Contact | None) -> dict[str, Any]:
    today = clock.today(request.user)
    if contact is None:
        return {"day": today}
    return {"day": today, "kind": "coffee", "name": f"Coffee with {contact.display}"[:200]}


@login_required
@require_http_methods(["GET", "POST"])
def event_edit(request: SignedIn, pk: int) -> HttpResponseBase:
    event = event_or_404(request.user, pk)
    form = EventForm(request.POST or None, instance=event)
    if request.method == "POST" and form.is_valid():
        kept = event_or_404(request.user, pk)
        try:
            change_event(event=kept, plan=form.plan(), now=clock.now_for(request.user))
        except ValueError as error:
            form.add_error("day", str(error))
        else:
            messages.success(request, "Saved.")
            return redirect("network:event", pk)
    context = {"form": form, "contact": None, "event": event_or_404(request.user, pk)}
    return render(request, "network/event_new.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def event(request: SignedIn, pk: int) -> HttpResponse:
    return render(request, "network/event.html", event_context(request, event_or_404(request.user, pk)))


def event_context(request: SignedIn, found: Event) -> dict[str, Any]:
    """What the page of an event shows; only the guests of one page are looked at closely."""
    user, today = request.user, clock.today(request.user)
    text = request.GET.get("q", "")[:200]
    everybody = guests_in_order(found, today, text)
    page = Paginator(everybody, ROWS_A_PAGE).get_page(request.GET.get("page"))
    ids = [one.contact.pk for one in everybody if one.contact]
    version = main_policy(user)
    strangers = guests_of(found).filter(contact=None, said="").order_by("place", "pk")
    return {
        "event": found,
        "today": today,
        "q": text,
        "page": page,
        "rows": _rows(user, told(user, list(page.object_list)), version, ids, today),
        "known": len(ids),
        "guests": len(everybody),
        "version": version,
        "asked": [] if text else guests_to_ask(user, strangers, ids),
        "followed": requests_after(user, found, today),
        "logged": logged_as(found),
        "guests_form": GuestsForm(),
    }


def _rows(
    user: User, rows: list[GuestRow], version: PolicyVersion | None, ids: list[int], today: date
) -> list[tuple[GuestRow, Said | None, Through | None]]:
    said = verdicts(user, rows, version.policy, today) if version else {}
    through = introducers(user, rows, ids, today)
    return [(row, said.get(row.guest.pk), through.get(row.guest.pk)) for row in rows]


@login_required
@require_POST
def event_happened(request: SignedIn, pk: int) -> HttpResponseBase:
    """One tap: it took place with everybody of the book who was expected."""
    found = event_or_404(request.user, pk)
    shown = list(known_guests([found]).values_list("pk", flat=True))
    try:
        row = tick_met(event=found, shown=shown, talked=shown, absent=[], now=clock.now_for(request.user))
    except ValueError as error:
        messages.error(request, str(error))
        return go(request, came_from(request, "network:events"))
    if row is None:
        messages.error(request, "Nobody of your book is on its list.")
    else:
        undo = reverse("interactions:remove", args=[row.pk])
        messages.success(request, f"Logged: {found.name}.", extra_tags=f"undo:{undo}")
    return go(request, came_from(request, "network:events"))


@login_required
@require_POST
def event_remove(request: SignedIn, pk: int) -> HttpResponseBase:
    found = event_or_404(request.user, pk)
    remove_event(event=found, now=clock.now_for(request.user))
    undo = reverse("network:event_restore", args=[pk])
    messages.success(request, f"Taken off: {found.name}.", extra_tags=f"undo:{undo}")
    here = reverse("network:event", args=[pk])
    back = came_from(request, "network:events")
    return go(request, reverse("network:events") if back.startswith(here) else back)


@login_required
@require_POST
def event_restore(request: SignedIn, pk: int) -> HttpResponseBase:
    found = gone_event_or_404(request.user, pk)
    restore_event(event=found)
    messages.success(request, f"Back again: {found.name}.")
    return go(request, came_from(request, "network:events"))
