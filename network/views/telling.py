"""The words after a decision, with the way back."""

from django.contrib import messages
from django.urls import reverse

from accounts import clock
from accounts.requests import SignedIn
from domain.linking import ACCEPTING, Outcome
from domain.linkoutcomes import DECIDED_BEFORE
from domain.wording import day_in_words, sentence
from network.models import Decision


def tell_decision(request: SignedIn, made: Decision, copied: str) -> None:
    """Say what was noted, what follows and what is left to do there, by hand."""
    said, who = Outcome(made.outcome), _who(made)
    words = [f"{sentence(DECIDED_BEFORE[said])}: {who}."]
    if made.again_on:
        words = [f"{who} comes back on {_day(request, made.again_on.toordinal())}."]
    if made.reminder and made.reminder.starts_on:
        words.append(f"Say hello by {_day(request, made.reminder.starts_on.toordinal())}.")
    question = made.questions.first() if said in ACCEPTING else None
    if question is not None:
        words.append(f"The question waits until {_day(request, question.due_on.toordinal())}.")
    if copied == "yes":
        words.append("The reply is copied: send it there.")
    elif copied == "no":
        words.append("The reply could not be copied; it stands under Answered.")
    undo = reverse("network:decision_undo", args=[made.pk])
    messages.success(request, " ".join(words), extra_tags=f"undo:{undo}")


def undone_words(decision: Decision, *, is_whole: bool) -> str:
    """What was taken back, and what stays."""
    who = _who(decision)
    if is_whole:
        return f"Taken back: {DECIDED_BEFORE[Outcome(decision.outcome)]}, {who}."
    if decision.undone_at is None:
        return f"It stays as it is: something was done about {who} since."
    return f"Taken back. {who} stays in your book, for you added to the card since."


def _who(decision: Decision) -> str:
    return decision.request.name or decision.request.key or "somebody without a name"


def _day(request: SignedIn, day: int) -> str:
    return day_in_words(day, clock.today(request.user).toordinal())
