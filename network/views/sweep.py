"""The sweep: did the owner ever share a coffee, a meal or a drink with somebody?"""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts import clock
from accounts.requests import SignedIn
from network.queries.sweep import MANY, TEN, Asked, sweep_counts, sweep_ids, sweep_person_or_404, sweep_rows
from network.services.sweep import answer_sweep, forget_answer
from ui.htmx import answer, wants_fragment

ANSWERS = {"yes": True, "no": False, "unsure": None}
UNSURE = "unsure"
LONGEST_ID = 18


@login_required
@require_GET
def sweep(request: SignedIn) -> HttpResponse:
    return _show(request, _ids(request.GET.get("shown", "")), request.GET.get("show", ""))


@login_required
@require_POST
def sweep_answer(request: SignedIn, pk: int) -> HttpResponseBase:
    contact = sweep_person_or_404(request.user, pk)
    if request.POST.get("met") not in ANSWERS:
        raise Http404
    answer_sweep(contact=contact, met=ANSWERS[request.POST["met"]], now=clock.now_for(request.user))
    return _on(request)


@login_required
@require_POST
def sweep_undo(request: SignedIn, pk: int) -> HttpResponseBase:
    contact = sweep_person_or_404(request.user, pk)
    forget_answer(contact=contact)
    return _on(request, pk)


def _on(request: SignedIn, focus: int | None = None) -> HttpResponseBase:
    """The same ten again, where one now has an answer, or none any more."""
    shown, show = request.POST.get("shown", ""), request.POST.get("show", "")
    if wants_fragment(request):
        return _show(request, _ids(shown), show, focus)
    kept = ",".join(str(pk) for pk in _ids(shown))
    more = "&show=unsure" if show == UNSURE else ""
    return redirect(f"{reverse('network:sweep')}?shown={kept}{more}")


def _show(request: SignedIn, ids: Sequence[int], show: str, focus: int | None = None) -> HttpResponse:
    today = clock.today(request.user)
    unsure = show == UNSURE
    shown = list(ids) or sweep_ids(request.user, today, unsure=unsure)
    rows = sweep_rows(request.user, shown, today)
    waiting = [row for row in rows if _is_open(row, unsure)]
    done = [row.answer for row in rows if row.answer and not _is_open(row, unsure)]
    answered, not_sure, left = sweep_counts(request.user)
    context: dict[str, Any] = {
        "rows": rows,
        "first": focus or (waiting[0].contact.pk if waiting else None),
        "waiting": {row.contact.pk for row in waiting},
        "newest": max(done, key=lambda one: one.made_at).contact_id if done else None,
        "shown": ",".join(str(row.contact.pk) for row in rows),
        "show": UNSURE if unsure else "",
        "answered": answered,
        "not_sure": not_sure,
        "left": left,
        "many": MANY,
        "swapped": wants_fragment(request),
    }
    return answer(request, "network/sweep.html", "network/_sweep.html", context)


def _is_open(row: Asked, unsure: bool) -> bool:
    return row.answer is None or (unsure and row.answer.met is None)


def _ids(text: str) -> list[int]:
    """The ids of one screen as they travel; anything else is left out."""
    said = [
        part
        for part in text.split(",")[:TEN]
        if part.isascii() and part.isdigit() and len(part) <= LONGEST_ID
    ]
    return [int(part) for part in said]
