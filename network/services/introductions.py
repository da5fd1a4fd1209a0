"""Introductions: begun, taken a step further or back, closed, deleted."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from accounts.models import User
from accounts.services import hold_book
from contacts.models import Contact
from domain.introductions.steps import Step, check_step
from domain.names import fold
from network.models import Introduction, IntroductionStep
from network.queries.introductions import open_twin, taken_of, way_of
from network.services.introducing import make_it, unmake_it
from network.services.introlooks import look_ahead, look_back, rest, wake
from network.services.introrefusals import refuse_wrong

NAME, WORDS, WHY, NOTE = 200, 5_000, 2_000, 300
TWICE_WITHIN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Between:
    """Who is to be introduced to whom: either a `broker` introduces the owner, or the owner introduces `whom`.

    `to` is the one they are to meet, if in the book, else `to_name` alone.
    """

    broker: Contact | None = None
    whom: Contact | None = None
    to: Contact | None = None
    to_name: str = ""
    to_company: str = ""
    through: Contact | None = None


@transaction.atomic
def start_introduction(
    *, owner: User, between: Between, why: str, now: datetime
) -> tuple[Introduction, bool]:
    """Plan an introduction; nobody is asked by that. Returns it, and whether it is new.

    The same one under way is returned instead of a second one. Raises ValueError, in words for the owner, for people
    who cannot be introduced.
    """
    hold_book(owner=owner)
    to_name = between.to.display if between.to else " ".join(between.to_name.split())[:NAME]
    refuse_wrong(owner, (between.broker, between.whom, between.to, between.through), to_name)
    ids = [one.pk if one else None for one in (between.broker, between.whom, between.to)]
    twin = open_twin(owner, broker=ids[0], whom=ids[1], to=ids[2], name=to_name)
    if twin is not None:
        return twin, False
    made = Introduction.objects.create(
        owner=owner,
        broker=between.broker,
        whom=between.whom,
        to=between.to,
        through=between.through,
        to_name=to_name,
        to_company=" ".join(between.to_company.split())[:NAME],
        why=why.strip()[:WHY],
        made_at=now,
    )
    return made, True


@transaction.atomic
def take_step(
    *, introduction: Introduction, kind: str, on: date, words: str, now: datetime, ties: bool = True
) -> IntroductionStep:
    """Note that a step was taken on a day, with the words that were sent; what follows it is remembered.

    The same step twice within a minute is one. Making an introduction writes the favours, and with `ties` that the two
    whom the owner introduced know each other; who was only a name comes into the book. Raises ValueError for a step or
    a day out of order. `now` is in the owner's zone.
    """
    hold_book(owner=introduction.owner)
    introduction.refresh_from_db()
    step = _known(kind)
    if step is Step.OUTCOME:
        raise ValueError("Say what came of it.")
    if twice := _just_taken(introduction, step, on, now):
        return twice
    check_step(way_of(introduction), taken_of(introduction), step, on, now.date())
    if step is Step.MADE:
        make_it(introduction=introduction, on=on, ties=ties, now=now)
    return _write(introduction, step, on, words, now)


@transaction.atomic
def close_introduction(
    *, introduction: Introduction, outcome: str, note: str, on: date, now: datetime
) -> IntroductionStep:
    """Say what came of an introduction, at any time. Raises ValueError for an unknown outcome or a wrong day."""
    hold_book(owner=introduction.owner)
    introduction.refresh_from_db()
    if outcome not in Introduction.Outcome.values:
        raise ValueError("Say what came of it.")
    check_step(way_of(introduction), taken_of(introduction), Step.OUTCOME, on, now.date())
    introduction.outcome, introduction.closed_on = outcome, on
    introduction.outcome_note = " ".join(note.split())[:NOTE]
    introduction.save(update_fields=["outcome", "closed_on", "outcome_note"])
    return _write(introduction, Step.OUTCOME, on, "", now)


def _just_taken(introduction: Introduction, step: Step, on: date, now: datetime) -> IntroductionStep | None:
    """The same step, sent twice by a double click."""
    row: IntroductionStep | None = introduction.steps.order_by("made_at", "pk").last()
    is_same = row is not None and row.kind == step.value and row.on == on
    return row if row is not None and is_same and now - row.made_at < TWICE_WITHIN else None


def _known(kind: str) -> Step:
    try:
        return Step(kind)
    except ValueError:
        raise ValueError("There is no such step.") from None


def _write(introduction: Introduction, step: Step, on: date, words: str, now: datetime) -> IntroductionStep:
    row = IntroductionStep.objects.create(
        owner=introduction.owner,
        introduction=introduction,
        kind=step.value,
        on=on,
        words=words.strip()[:WORDS],
        made_at=now,
    )
    look_ahead(introduction=introduction, step=step, on=on, now=now)
    return row


@transaction.atomic
def undo_step(
    *, introduction: Introduction, now: datetime, of: int | None = None
) -> tuple[Step, bool] | None:
    """Take the last step back with all that followed it. Returns it, and whether nothing of it is left.

    With `of`, the id of a step, only if that is the last one: taken back twice at once, the step before it stays.

    A person whom the introduction brought into the book stays when something was added to them since. None when
    there is no step to take back.
    """
    hold_book(owner=introduction.owner)
    introduction.refresh_from_db()
    row = introduction.steps.order_by("made_at", "pk").last()
    if row is None or (of is not None and row.pk != of):
        return None
    step, is_whole = Step(row.kind), True
    if step is Step.OUTCOME:
        introduction.outcome, introduction.outcome_note, introduction.closed_on = "", "", None
        introduction.save(update_fields=["outcome", "outcome_note", "closed_on"])
    look_back(introduction=introduction, row=row, now=now)
    row.delete()
    if step is Step.MADE:
        is_whole = unmake_it(introduction=introduction, now=now)
    return step, is_whole


@transaction.atomic
def change_introduction(
    *, introduction: Introduction, to_name: str, to_company: str, why: str
) -> Introduction:
    """Mend what was planned; the name only of somebody who is not in the book. Raises ValueError without a name."""
    name = " ".join(to_name.split())[:NAME]
    if introduction.to is None:
        if not fold(name):
            raise ValueError("Say whom it is about.")
        introduction.to_name = name
    introduction.to_company, introduction.why = " ".join(to_company.split())[:NAME], why.strip()[:WHY]
    introduction.save(update_fields=["to_name", "to_company", "why"])
    return introduction


@transaction.atomic
def remove_introduction(*, introduction: Introduction, now: datetime) -> None:
    """Delete an introduction; what it wrote (favours, ties, people) stays. `restore_introduction` brings it back."""
    introduction.deleted_at = now
    introduction.save(update_fields=["deleted_at"])
    rest(introduction=introduction, now=now)


@transaction.atomic
def restore_introduction(*, introduction: Introduction, now: datetime) -> Introduction:
    """Bring a deleted introduction back with its reminder."""
    wake(introduction=introduction, now=now)
    introduction.deleted_at = None
    introduction.save(update_fields=["deleted_at"])
    return introduction
