"""The guests of an event: taken in, said who they are, ticked when it is over."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods, require_POST

from accounts import clock
from accounts.requests import SignedIn, id_in
from contacts.queries import contacts_with
from domain.guests.read import GuestList
from interactions.models import Event
from interactions.queries.events import event_or_404, guest_or_404, guests_of, logged_as
from interactions.services.guests import add_guest_to_book, remove_guest, say_guest
from interactions.services.ticking import tick_met
from network.forms.events import GuestsForm
from network.queries.event_after import requests_after
from network.queries.guest_rows import guests_in_order
from network.services.guests import TakenIn, take_in_guests
from ui.htmx import came_from, go

TICKED_A_PAGE = 200


@login_required
@require_http_methods(["GET", "POST"])
def event_guests(request: SignedIn, pk: int) -> HttpResponseBase:
    """Take a list in; what was not understood stays on the page, to be mended."""
    event = event_or_404(request.user, pk)
    form = GuestsForm(request.POST or None, request.FILES or None)
    if request.method == "GET" or not form.is_valid():
        context = {"event": event, "guests_form": form}
        return render(request, "network/event_guests.html", context, status=422 if form.errors else 200)
    read: GuestList = form.cleaned_data["guests"]
    try:
        taken = take_in_guests(event=event, said=read.guests)
    except ValueError as error:
        form.add_error(None, str(error))
        return render(request, "network/event_guests.html", {"event": event, "guests_form": form}, status=422)
    messages.success(request, _told(taken, read))
    if not read.not_read:
        return redirect("network:event", pk)
    again = GuestsForm(initial={"text": "\n".join(one.text for one in read.not_read[:500])})
    context = {"event": event, "guests_form": again, "not_read": read.not_read[:100], "read": read}
    return render(request, "network/event_guests.html", context)


def _told(taken: TakenIn, read: GuestList) -> str:
    words = [
        f"{taken.added:,} guest{'' if taken.added == 1 else 's'} taken in, {taken.known:,} of them in your book."
    ]
    words += [f"{read.twice:,} stood there twice."] if read.twice else []
    words += [f"{read.away:,} said that they would not come."] if read.away else []
    return " ".join(words)


@login_required
@require_POST
def event_who(request: SignedIn, pk: int) -> HttpResponseBase:
    """The answers to "is that them?", each who-GUEST with the id of a contact, or 0 for nobody."""
    event = event_or_404(request.user, pk)
    said = {guest: who for guest, who in _answers(request.POST).items() if who is not None}
    people = {one.pk: one for one in contacts_with(request.user, [who for who in said.values() if who])}
    now, done = clock.now_for(request.user), 0
    for guest in guests_of(event).filter(pk__in=said).select_related("event__owner", "event__interaction"):
        who = said[guest.pk]
        try:
            say_guest(guest=guest, contact=people[who] if who else None, now=now)
            done += 1
        except ValueError as error:
            messages.error(request, str(error))
    messages.success(request, f"{done} answer{'' if done == 1 else 's'} kept.")
    return redirect("network:event", pk)


def _answers(data: MultiValueDict[str, str]) -> dict[int, int | None]:
    found = {}
    for key in data:
        guest = id_in(key.removeprefix("who-"))
        if key.startswith("who-") and guest is not None:
            found[guest] = id_in(str(data[key]))
    return found


@login_required
@require_POST
def guest_forget(request: SignedIn, pk: int) -> HttpResponseBase:
    """Take back who a guest was said or taken to be."""
    guest = guest_or_404(request.user, pk)
    try:
        say_guest(guest=guest, contact=None, now=clock.now_for(request.user))
        messages.success(request, f"{guest.name or guest.email} is nobody of your book.")
    except ValueError as error:
        messages.error(request, str(error))
    return go(request, came_from(request, "network:events"))


@login_required
@require_POST
def guest_remove(request: SignedIn, pk: int) -> HttpResponseBase:
    guest = guest_or_404(request.user, pk)
    try:
        remove_guest(guest=guest, now=clock.now_for(request.user))
        messages.success(request, f"Off the list: {guest.name or guest.email}.")
    except ValueError as error:
        messages.error(request, str(error))
    return go(request, came_from(request, "network:events"))


@login_required
@require_POST
def guest_add(request: SignedIn, pk: int) -> HttpResponseBase:
    guest = guest_or_404(request.user, pk)
    try:
        made = add_guest_to_book(guest=guest, now=clock.now_for(request.user))
    except ValueError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{made.display} is in your book, met at {guest.event.name}.")
    return go(request, came_from(request, "network:events"))


@login_required
@require_http_methods(["GET", "POST"])
def event_after(request: SignedIn, pk: int) -> HttpResponseBase:
    event = event_or_404(request.user, pk)
    if request.method == "GET":
        return render(request, "network/event_after.html", _after(request, event))
    shown, talked, absent = (_ids(request.POST, name) for name in ("shown", "met", "absent"))
    now = clock.now_for(request.user)
    try:
        row = tick_met(event=event, shown=shown, talked=talked, absent=absent, now=now)
    except ValueError as error:
        messages.error(request, str(error))
        return render(request, "network/event_after.html", _after(request, event), status=422)
    _keep(request, event, now)
    if row is None:
        messages.success(request, "Kept. Nobody of your book was there, so nothing is logged.")
    else:
        undo = reverse("interactions:remove", args=[row.pk])
        messages.success(request, f"Logged: {event.name}.", extra_tags=f"undo:{undo}")
    return redirect(came_from(request, reverse("network:event", args=[pk])))


def _keep(request: SignedIn, event: Event, now: datetime) -> None:
    """Take the strangers into the book who are ticked for it."""
    for guest in guests_of(event).filter(pk__in=_ids(request.POST, "keep"), contact=None):
        try:
            add_guest_to_book(guest=guest_or_404(request.user, guest.pk), now=now)
        except ValueError as error:
            messages.error(request, str(error))


def _ids(data: Any, name: str) -> set[int]:
    return {pk for text in data.getlist(name) if (pk := id_in(text)) is not None}


def _after(request: SignedIn, event: Event) -> dict[str, Any]:
    today, text = clock.today(request.user), request.GET.get("q", "")[:200]
    everybody = guests_in_order(event, today, text)
    page = Paginator(everybody, TICKED_A_PAGE).get_page(request.GET.get("page"))
    return {
        "event": event,
        "today": today,
        "q": text,
        "page": page,
        "rows": page.object_list,
        "known": [one for one in page.object_list if one.contact],
        "strangers": [one for one in page.object_list if not one.contact],
        "is_over": event.day <= today,
        "logged": logged_as(event),
        "followed": requests_after(request.user, event, today),
    }
