"""Review: one card at a time."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts import clock
from accounts.requests import SignedIn
from domain.wording import number_in_words
from network import queries, services
from network.forms import ChoiceForm
from network.forms.review import WHYS
from network.models import ReviewChoice
from ui.htmx import answer, came_from, go, wants_fragment

SECONDS_A_CARD = 8
NURTURE = "nurture"
BY_HAND = (ReviewChoice.Choice.UNLINK, ReviewChoice.Choice.MUTE)
TOLD = {
    ReviewChoice.Choice.KEEP: "Keeping {}. Asked again in a year.",
    ReviewChoice.Choice.NURTURE: "{} is among today's reminders.",
    ReviewChoice.Choice.FADE: "Let {} fade. No more nudges.",
    ReviewChoice.Choice.UNLINK: "{} is on the unlink checklist.",
    ReviewChoice.Choice.LATER: "{} comes back in 30 days.",
    ReviewChoice.Choice.MUTE: "{} is on the checklist, to be muted there. The link stays.",
}


@login_required
@require_GET
def review(request: SignedIn) -> HttpResponse:
    show = NURTURE if request.GET.get("show") == NURTURE else ""
    return _show_review(request, show, clock.today(request.user))


def _show_review(request: SignedIn, show: str, today: date) -> HttpResponse:
    context = _nurture(request, today) if show == NURTURE else _let_go(request, today)
    context |= {"show": show, "today": today, "swapped": wants_fragment(request)}
    return answer(request, "network/review.html", "network/_review.html", context)


def _nurture(request: SignedIn, today: date) -> dict[str, Any]:
    return {"cards": queries.nurture_cards(request.user, today)}


def _let_go(request: SignedIn, today: date) -> dict[str, Any]:
    ids = queries.review_queue(request.user, today, is_whole=True).next_ids()
    left = len(ids)
    done = queries.done_today(request.user, today)
    return {
        "card": queries.review_card(request.user, ids[0], today) if ids else None,
        "done": done,
        "at": done + 1,
        "of": done + left if left <= queries.SITTING else None,
        "minutes": _minutes(left),
        "whys": WHYS,
    }


def _minutes(cards: int) -> str:
    minutes = -(-cards * SECONDS_A_CARD // 60)
    return "about a minute" if minutes <= 1 else f"about {number_in_words(minutes)} minutes"


@login_required
@require_POST
def choose(request: SignedIn, pk: int, choice: str) -> HttpResponseBase:
    form = ChoiceForm(request.POST)
    if choice not in ReviewChoice.Choice.values or not form.is_valid():
        raise Http404
    now = clock.now_for(request.user)

    card = queries.review_card(request.user, pk, now.date())
    if choice in BY_HAND and not _may(card, choice):
        messages.error(request, _why_not(card))
    else:
        reason = form.cleaned_data["reason"] or card.reason
        made = services.choose(contact=card.contact, choice=choice, reason=reason, now=now)
        _tell(request, made)

    if wants_fragment(request):
        return _show_review(request, form.cleaned_data["show"], now.date())
    return go(request, came_from(request, "network:review"))


def _may(card: queries.Card, choice: str) -> bool:
    return card.can_unlink if choice == ReviewChoice.Choice.UNLINK else bool(card.links)


def _why_not(card: queries.Card) -> str:
    if not card.links:
        return f"You are not linked with {card.contact}."
    return f"Not yet: say that your history is in, or let {card.contact} fade."


def _tell(request: SignedIn, made: ReviewChoice) -> None:
    words = TOLD[ReviewChoice.Choice(made.choice)].format(made.contact)
    messages.success(request, words, extra_tags=f"undo:{reverse('network:undo', args=[made.pk])}")


@login_required
@require_POST
def undo(request: SignedIn, pk: int) -> HttpResponseBase:
    choice = queries.choice_or_404(request.user, pk)
    is_whole = services.undo_choice(choice=choice, now=clock.now_for(request.user))
    words = f"Taken back: {choice.get_choice_display().lower()}, {choice.contact}."
    messages.info(request, words if is_whole else f"{words} What you changed since stays.")
    return go(request, came_from(request, "network:review"))


@login_required
@require_POST
def history_in(request: SignedIn) -> HttpResponseBase:
    is_in = request.POST.get("is_in") != "no"
    services.say_history_is_in(owner=request.user, is_in=is_in)
    messages.success(
        request, "Good: nothing recorded now means nothing happened." if is_in else "Taken back."
    )
    return go(request, came_from(request, "network:review"))
