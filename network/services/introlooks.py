"""What is to be seen to next in an introduction: one reminder, moved on by each step and back when it is undone."""

from datetime import date, datetime

from django.db.models import Case, IntegerField, Value, When

from domain.introductions.steps import Step, look_after
from network.models import Introduction, IntroductionStep
from network.queries.introductions import first_asked, names_of, way_of
from reminders.models import Reminder
from reminders.services import add_follow_up, drop_reminder, finish_reminder, restore_reminder


def look_ahead(*, introduction: Introduction, step: Step, on: date, now: datetime) -> None:
    """Be done with the reminder of the step before, and make that of this step, if something is left to do.

    What was finished at the moment of a step is known by that, see `look_back`.
    """
    rest(introduction=introduction, now=now)
    look = look_after(way_of(introduction), step, *names_of(introduction), on, now.date())
    introduction.reminder = look and add_follow_up(
        owner=introduction.owner, contact=first_asked(introduction), text=look[0], on=look[1], now=now
    )
    introduction.save(update_fields=["reminder"])


def look_back(*, introduction: Introduction, row: IntroductionStep, now: datetime) -> None:
    """Drop the reminder of a step that is taken back, and wake that of the step before as it was."""
    reminder = introduction.reminder
    if reminder is not None and reminder.finished_at is None and reminder.deleted_at is None:
        drop_reminder(reminder=reminder, now=now)
    introduction.reminder = _one_before(introduction, row)
    introduction.save(update_fields=["reminder"])
    if introduction.reminder is not None:
        restore_reminder(reminder=introduction.reminder, now=now)


def _one_before(introduction: Introduction, row: IntroductionStep) -> Reminder | None:
    """The reminder that was open until this step was taken; None where the owner was done with it by hand."""
    before = introduction.steps.exclude(pk=row.pk).order_by("made_at", "pk").last()
    if before is None:
        return None
    look = look_after(
        way_of(introduction), Step(before.kind), *names_of(introduction), before.on, before.made_at.date()
    )
    rows = Reminder.objects.owned_by(introduction.owner).filter(
        contact=first_asked(introduction), kind=Reminder.Kind.FOLLOW_UP, finished_at=row.made_at
    )
    is_same = Case(
        When(text=look[0] if look else "", then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    found: Reminder | None = rows.exclude(pk=introduction.reminder_id or 0).order_by(is_same, "-pk").first()
    return found


def rest(*, introduction: Introduction, now: datetime) -> None:
    """Be done with the reminder, unless the owner is already."""
    reminder = introduction.reminder
    if reminder is not None and reminder.finished_at is None and reminder.deleted_at is None:
        finish_reminder(reminder=reminder, now=now)


def wake(*, introduction: Introduction, now: datetime) -> None:
    """Let the reminder wait again that was finished when the introduction was deleted."""
    reminder = introduction.reminder
    if reminder is not None and reminder.finished_at == introduction.deleted_at:
        restore_reminder(reminder=reminder, now=now)
