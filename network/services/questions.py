"""The question to somebody whose request was accepted."""

from datetime import datetime, timedelta

from django.db import transaction

from network.models import Decision, Link, Question


@transaction.atomic
def ask_question(*, decision: Decision, link: Link, text: str, days: int, now: datetime) -> Question:
    """Note that the person behind a link was asked, and that they have so many days to answer.

    `now` is aware, in the owner's zone. A question of this link that still waits rests from then on:
    one waits a link. Taking the newer back lets it wait again.
    """
    open_ones = Question.objects.owned_by(link.owner).filter(link=link, answered_on=None, closed_at=None)
    open_ones.update(closed_at=now)
    today = now.date()
    return Question.objects.create(
        owner=link.owner,
        contact_id=link.contact_id,
        link=link,
        decision=decision,
        text=text[:2_000],
        asked_on=today,
        due_on=today + timedelta(days=max(days, 1)),
    )


@transaction.atomic
def say_answered(*, question: Question, now: datetime) -> Question:
    """The owner says that they answered, today. Saying it twice changes nothing."""
    if question.answered_on is None:
        question.answered_on = now.date()
        question.save(update_fields=["answered_on"])
    return question


@transaction.atomic
def close_question(*, question: Question, now: datetime) -> Question:
    """Let it rest without an answer: the person is kept, and is not asked about again."""
    if question.closed_at is None:
        question.closed_at = now
        question.save(update_fields=["closed_at"])
    return question


@transaction.atomic
def reopen_question(*, question: Question) -> Question:
    """Take an answer or a closing back: the question waits again."""
    question.answered_on, question.closed_at = None, None
    question.save(update_fields=["answered_on", "closed_at"])
    return question
