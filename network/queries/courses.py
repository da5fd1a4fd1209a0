"""How introductions go: where each stands, what comes next, and which wait for what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from accounts.models import User
from contacts.models import Contact
from domain.introductions.steps import (
    STEPS,
    Step,
    button_words,
    done_words,
    is_silent,
    open_steps,
    outcomes_of,
)
from network.models import Introduction, IntroductionStep
from network.queries.introductions import introductions_of, short_names_of, taken_of, way_of


@dataclass(frozen=True, slots=True)
class Stage:
    """One step as a page shows it: taken on a day, passed over, the one to come, or still open."""

    step: Step
    words: str
    row: IntroductionStep | None
    is_next: bool
    is_passed: bool


@dataclass(frozen=True, slots=True)
class Course:
    """An introduction with where it stands. `next` is the step to come, None once it is closed."""

    introduction: Introduction
    stages: Sequence[Stage]
    next: Step | None
    open: Sequence[tuple[Step, str]]
    is_silent: bool
    last: IntroductionStep | None

    @property
    def next_words(self) -> str:
        """What the owner says by taking the next step."""
        return self.open[0][1] if self.open else ""

    @property
    def last_words(self) -> str:
        """The step that was taken last, in words; "" before the first."""
        return next((stage.words for stage in self.stages if stage.row and stage.row is self.last), "")

    @property
    def skips(self) -> Sequence[tuple[Step, str]]:
        """The later steps that may be taken at once; the outcome is said otherwise."""
        return [(step, words) for step, words in self.open[1:] if step is not Step.OUTCOME]

    @property
    def outcomes(self) -> list[tuple[str, str]]:
        """The outcomes that make sense now, with their words."""
        taken = [stage.step for stage in self.stages if stage.row]
        return [(one, Introduction.Outcome(one).label) for one in outcomes_of(taken)]


def course_of(introduction: Introduction, today: date) -> Course:
    """Where an introduction stands; without a query where its steps were fetched with it."""
    way, (one, to) = way_of(introduction), short_names_of(introduction)
    rows = {Step(row.kind): row for row in introduction.steps.all()}
    left = open_steps(way, list(rows))
    last = max((STEPS[way].index(step) for step in rows), default=-1)
    stages = [
        Stage(
            step,
            done_words(way, step, one, to) if step in rows else button_words(way, step, one, to),
            rows.get(step),
            is_next=step == (left[0] if left else None),
            is_passed=step not in rows and at < last,
        )
        for at, step in enumerate(STEPS[way])
    ]
    buttons = [(step, button_words(way, step, one, to)) for step in left]
    newest = list(rows.values())[-1] if rows else None
    silent = is_silent(way, taken_of(introduction), today)
    return Course(introduction, stages, left[0] if left else None, buttons, silent, newest)


def open_courses(user: User, today: date) -> list[Course]:
    """What is under way: silent ones first, then by the day on which something is to be seen to."""
    rows = [course_of(one, today) for one in introductions_of(user).filter(closed_on=None)]
    return sorted(rows, key=lambda one: (not one.is_silent, _due(one, today), -one.introduction.pk))


def _due(course: Course, today: date) -> date:
    reminder = course.introduction.reminder
    return reminder.starts_on if reminder and reminder.starts_on else today


def courses_with(user: User, contact: Contact, today: date) -> list[Course]:
    """The introductions in which somebody has a part, open ones first, then the newest. Two queries."""
    rows = introductions_of(user).filter(Q(broker=contact) | Q(whom=contact) | Q(to=contact))
    ordered = rows.order_by("closed_on", "-made_at", "-pk")
    return sorted(
        (course_of(one, today) for one in ordered), key=lambda one: one.introduction.closed_on is not None
    )
