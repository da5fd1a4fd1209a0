"""What was answered and waits for them, and how they took it."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts import clock
from accounts.requests import SignedIn
from domain.linkoutcomes import DECIDED_BEFORE, Outcome
from domain.wording import sentence
from network.forms.decisions import ReactionForm
from network.models import Decision
from network.queries.answered import answered_decisions, met_since, reply_figures
from network.queries.decisions import decision_or_404
from network.queries.waiting import waiting
from network.services.reactions import react
from ui.htmx import came_from, go

ROWS_A_PAGE = 50


@login_required
@require_GET
def answered(request: SignedIn) -> HttpResponse:
    user, today = request.user, clock.today(request.user)
    page = Paginator(answered_decisions(user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "today": today,
        "page": page,
        "rows": [_row(decision, today) for decision in page],
        "met": met_since(user, waiting(user, today).met_since),
        "figures": reply_figures(user, today),
    }
    return render(request, "network/answered.html", context)


def _row(decision: Decision, today: date) -> tuple[Decision, str, str]:
    """The decision, what the owner did in words, and how it was taken."""
    taken = decision.reaction_on(today)
    did = sentence(DECIDED_BEFORE[Outcome(decision.outcome)])
    return decision, did, decision.Reaction(taken).label if taken else ""


@login_required
@require_POST
def reaction(request: SignedIn, pk: int) -> HttpResponseBase:
    decision, form = decision_or_404(request.user, pk), ReactionForm(request.POST)
    try:
        said = form.cleaned_data if form.is_valid() else {"reaction": "?", "text": ""}
        react(decision=decision, now=clock.now_for(request.user), **said)
    except ValueError as error:
        messages.error(request, str(error))
        return go(request, came_from(request, "network:answered"))
    undo = reverse("network:reaction_undo", args=[pk])
    messages.success(request, _told(decision), extra_tags=f"undo:{undo}")
    return go(request, came_from(request, "network:answered"))


def _told(decision: Decision) -> str:
    name = decision.request.name or decision.request.key
    if decision.reaction == Decision.Reaction.ANSWER:
        return f"{name} answered, and waits for you again."
    return f"{name}: {decision.get_reaction_display().lower()}."


@login_required
@require_POST
def reaction_undo(request: SignedIn, pk: int) -> HttpResponseBase:
    decision = decision_or_404(request.user, pk)
    try:
        react(decision=decision, reaction="", text="", now=clock.now_for(request.user))
        messages.info(request, "Taken back.")
    except ValueError as error:
        messages.error(request, str(error))
    return go(request, came_from(request, "network:answered"))
