"""The signal: which share of the links meets its policy."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.requests import SignedIn
from contacts.models import Contact
from network.queries.signal import Signal, signals
from network.queries.simulation import failing_links
from network.queries.unlinks import pared_down
from ui.plots.course import Course, drawn

FAILING_SHOWN = 20


@login_required
@require_GET
def signal(request: SignedIn) -> HttpResponse:
    user, today = request.user, clock.today(request.user)
    found = signals(user, today)
    failing = failing_links(user, today, FAILING_SHOWN) if any(one.failing for one in found) else []
    people = Contact.objects.owned_by(user).in_bulk([pk for pk, _words in failing])
    context = {
        "today": today,
        "signals": [{"signal": one, "drawing": _drawing(one)} for one in found],
        "failing": _by_rule([(people[pk], words) for pk, words in failing if pk in people]),
        "pared": pared_down(user, today),
    }
    return render(request, "network/signal.html", context)


def _by_rule(failing: Sequence[tuple[Contact, str]]) -> list[tuple[str, list[Contact]]]:
    """The people under the rule that does not take them, so that no rule is said twice; in the order they came."""
    found: dict[str, list[Contact]] = {}
    for contact, words in failing:
        found.setdefault(words, []).append(contact)
    return list(found.items())


def _drawing(signal: Signal) -> dict[str, Any] | None:
    """How many of ten links pass, day by day; nothing to draw of a single day."""
    return drawn(Course(signal.line)) if len(signal.line) > 1 else None
