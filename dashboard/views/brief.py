"""One printable screen before a meeting: of a person, of several, of those expected at an event."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts import clock
from accounts.models import User
from accounts.requests import SignedIn, id_in
from contacts.models import Contact
from dashboard import digest
from dashboard.brief import (
    MOST_PEOPLE,
    briefs_of,
    candidates,
    compose_tomorrow,
    next_events,
    people_of,
    ties_among,
)
from dashboard.brief import event_brief as brief_of_event
from interactions.queries.events import event_or_404


@login_required
@require_GET
def person_brief(request: SignedIn, pk: int) -> HttpResponse:
    return render(request, "dashboard/brief.html", _context(request.user, people_of(request.user, [pk])))


@login_required
@require_GET
def brief(request: SignedIn) -> HttpResponseBase:
    asked = _ids(request.GET.getlist("with"))
    people = people_of(request.user, asked[:MOST_PEOPLE])
    text = request.GET.get("add", "").strip()[:200]
    found = [one for one in candidates(request.user, text) if one not in people] if text else []
    is_full = len(people) == MOST_PEOPLE
    if len(found) == 1 and not is_full:
        return redirect(_address([*people, *found]))
    more = {"text": text, "found": found, "is_full": is_full, "left_out": len(asked) - len(people)}
    return render(request, "dashboard/brief.html", _context(request.user, people) | more)


@login_required
@require_GET
def event_brief(request: SignedIn, pk: int) -> HttpResponse:
    today, event = clock.today(request.user), event_or_404(request.user, pk)
    found = brief_of_event(request.user, event, today)
    context = {
        "today": today,
        "event": event,
        "briefs": found.people,
        "ties": found.ties,
        "others": found.others,
    }
    return render(request, "dashboard/brief.html", context)


@login_required
@require_GET
def tomorrow(request: SignedIn) -> HttpResponse:
    letter = compose_tomorrow(request.user, clock.today(request.user))
    context = {"subject": letter.subject, "text": digest.as_text(letter)}
    return render(request, "dashboard/brief_tomorrow.html", context)


@login_required
@require_POST
def tomorrow_send(request: SignedIn) -> HttpResponseBase:
    try:
        problem = digest.send_brief_now(request.user, clock.today(request.user))
    except ValueError as error:
        problem = str(error)
    if problem:
        messages.error(request, f"Nothing was sent: {problem}")
    elif settings.SMTP_HOST:
        messages.success(request, f"The brief is on its way to {request.user.email}.")
    else:
        messages.success(request, "Printed on the console, since no mail server is set up.")
    return redirect("dashboard:brief_tomorrow")


def _context(user: User, people: Sequence[Contact]) -> dict[str, Any]:
    today = clock.today(user)
    return {
        "today": today,
        "briefs": briefs_of(user, people, today),
        "ties": ties_among(user, people),
        "events": [] if people else next_events(user, today),
    }


def _ids(texts: Sequence[str]) -> list[int]:
    """The ids of people in an address, each once; what is none raises Http404."""
    found = [id_in(text) for text in texts]
    if None in found:
        raise Http404
    return [pk for pk in dict.fromkeys(found) if pk is not None]


def _address(people: Sequence[Contact]) -> str:
    asked = urlencode([("with", one.pk) for one in people])
    return f"{reverse('dashboard:brief')}?{asked}"
