"""Those who never answered, weeded out together."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from network.models import Question, ReviewChoice
from network.services.questions import close_question, reopen_question
from network.services.review import choose, undo_choice

LONGEST_QUOTE = 200


@transaction.atomic
def unlink_unanswered(*, questions: Iterable[Question], now: datetime) -> list[ReviewChoice]:
    """Put everybody behind these questions on the unlink checklist, with "never answered" as the reason.

    One choice a person. All have the same moment, by which undo_unlinking() finds them again.
    """
    asked = {question.contact_id: question for question in questions}
    return [
        choose(
            contact=question.contact,
            choice=ReviewChoice.Choice.UNLINK,
            reason=f"never answered: {question.text[:LONGEST_QUOTE]}",
            now=now,
        )
        for question in asked.values()
    ]


@transaction.atomic
def undo_unlinking(*, choice: ReviewChoice, now: datetime) -> int:
    """Take back every choice to unlink that was made at the same moment as this one. Returns how many."""
    batch = ReviewChoice.objects.owned_by(choice.owner).filter(
        made_at=choice.made_at, choice=ReviewChoice.Choice.UNLINK, undone_at=None
    )
    made = list(batch.select_related("contact__owner", "reminder"))
    for one in made:
        undo_choice(choice=one, now=now)
    return len(made)


@transaction.atomic
def keep_unanswered(*, questions: Iterable[Question], now: datetime) -> int:
    """Let these questions rest without an answer; the people are kept. Returns how many."""
    return len([close_question(question=question, now=now) for question in questions])


@transaction.atomic
def undo_keeping(*, question: Question) -> int:
    """Let every question that was closed at the same moment as this one wait again. Returns how many."""
    if question.closed_at is None:
        return 0
    batch = Question.objects.owned_by(question.owner).filter(closed_at=question.closed_at)
    return len([reopen_question(question=one) for one in batch])
