"""The obvious requests together."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts import clock
from accounts.requests import SignedIn
from domain.wording import counted, sentence
from network.queries.decisions import decision_or_404
from network.queries.obvious import is_ticked, obvious_groups
from network.queries.triage import Triaged, triage
from network.queries.waiting import waiting
from network.services.batch import MOST, decide_batch, undo_batch
from ui.htmx import came_from, go


@login_required
@require_GET
def batch(request: SignedIn) -> HttpResponse:
    user, today = request.user, clock.today(request.user)
    page = Paginator(waiting(user, today).requests, MOST).get_page(request.GET.get("page"))
    items = triage(user, list(page.object_list), today)
    groups = obvious_groups(items)
    context = {
        "page": page,
        "groups": groups,
        "ticked": {one.request.pk for one in items if is_ticked(one)},
        "others": len(items) - sum(len(group.rows) for group in groups),
    }
    return render(request, "network/batch.html", context)


@login_required
@require_POST
def batch_decide(request: SignedIn) -> HttpResponseBase:
    now = clock.now_for(request.user)
    made = decide_batch(items=_picked(request), now=now)
    if made:
        undo = reverse("network:batch_undo", args=[made[0].pk])
        words = f"{sentence(counted(len(made), 'request is', 'requests are'))} decided."
        messages.success(request, words, extra_tags=f"undo:{undo}")
    left = len(request.POST.getlist("pick")) - len(made)
    if left or not made:
        nothing = "Tick at least one of them." if not left else "The others changed meanwhile: look again."
        messages.error(request, nothing)
    return go(request, came_from(request, "network:batch"))


def _picked(request: SignedIn) -> list[Triaged]:
    """The ticked ones about which the policy still says what it said on the page: "17 decline"."""
    shown = dict(pick.split(" ", 1) for pick in request.POST.getlist("pick")[:MOST] if " " in pick)
    today = clock.today(request.user)
    ids = [int(pk) for pk in shown if pk.isdecimal() and len(pk) <= 18]
    rows = list(waiting(request.user, today).requests.filter(pk__in=ids))
    items = triage(request.user, rows, today)
    return [one for one in items if one.verdict and shown[str(one.request.pk)] == one.verdict.verdict]


@login_required
@require_POST
def batch_undo(request: SignedIn, pk: int) -> HttpResponseBase:
    whole, stuck = undo_batch(decision=decision_or_404(request.user, pk), now=clock.now_for(request.user))
    words = f"Taken back: {counted(whole + stuck, 'decision')}."
    messages.info(request, f"{words} What you changed since stays." if stuck else words)
    return go(request, came_from(request, "network:batch"))
