"""Many books over many days: the budget holds, one place is the dormant ties', and nobody comes up again too soon."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from domain.nudges import SNOOZE_DAYS, Candidate, Nudge, choose, reconcile, rest_days
from domain.rest import Rest
from domain.strength import Touch, replay

FIRST = date(2026, 3, 12)
BOOKS, DAYS = 60, 24
RESTS = (Rest(), Rest(0b1100000), Rest(0, FIRST + timedelta(days=5), FIRST + timedelta(days=9)))


def people(chance: Random) -> list[Candidate]:
    """Friends who cool, dormant ties that were once strong, and people just met."""
    found = []
    for number in range(chance.randint(0, 14)):
        step, times, last = chance.choice([(30, 5, 70), (14, 20, 400), (21, 8, 300), (1, 1, 3), (7, 9, 40)])
        days = [FIRST.toordinal() - last - step * back for back in range(times)]
        state = replay([Touch(day, 1.0) for day in sorted(days)])
        found.append(
            Candidate(number, state, chance.choice(["", "inner", "network"]), chance.choice([None, 30]))
        )
    return found


class Course:
    """One book: its nudges, and for each person the day on which the last was closed and until when they rest."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.people, self.rest = people(self.chance), self.chance.choice(RESTS)
        self.budget = self.chance.randint(0, 4)
        self.nudges: list[Nudge] = []
        self.closed_on: dict[int, date] = {}
        self.rests_until: dict[int, date] = {}

    def close(self, nudge: Nudge, today: date, days: int) -> None:
        self.nudges[self.nudges.index(nudge)] = replace(nudge, is_open=False)
        self.closed_on[nudge.contact] = today
        self.rests_until[nudge.contact] = today + timedelta(days=days)

    def tick(self, today: date) -> list[int]:
        """Bring the nudges in line; whom that brought up."""
        asked = {row.contact for row in self.nudges if row.is_open}
        due = [
            one
            for one in self.people
            if one.contact in asked or self.rests_until.get(one.contact, today) <= today
        ]
        rows = [row for row in self.nudges if row.is_open or row.opened_on == today]
        changes = reconcile(due, rows, today, self.budget, self.rest)
        for row in rows:
            if row.pk in {*changes.settle, *changes.ignore}:
                self.close(row, today, SNOOZE_DAYS)
        self.nudges += [Nudge(len(self.nudges) + number, pk, today) for number, pk in enumerate(changes.open)]
        return list(changes.open)

    def act(self, today: date) -> None:
        """The owner answers some of what is in view."""
        for row in [row for row in self.nudges if row.shows_on(today)]:
            act = self.chance.choice(["done", "skip", "snooze", "", "", ""])
            if act == "snooze":
                until = today + timedelta(days=self.chance.randint(1, 9))
                self.nudges[self.nudges.index(row)] = replace(row, snoozed_until=until)
            elif act:
                self.close(row, today, rest_days(act, None))

    def dormant(self, contacts: list[int], today: date) -> list[int]:
        return [
            one.contact
            for one in self.people
            if one.contact in contacts and one.is_dormant(today.toordinal())
        ]


def test_over_many_days_the_budget_holds_and_nobody_comes_up_too_soon() -> None:
    for seed in range(BOOKS):
        course = Course(seed)
        for number in range(DAYS):
            today = FIRST + timedelta(days=number)
            for _ in range(course.chance.randint(0, 3)):
                closed_on, said = dict(course.closed_on), (seed, today)
                opened = course.tick(today)
                rested = [(today - closed_on[pk]).days for pk in opened if pk in closed_on]
                assert min(rested, default=SNOOZE_DAYS) >= SNOOZE_DAYS, said
                assert sum(row.opened_on == today for row in course.nudges) <= course.budget, said
                shown = [row.contact for row in course.nudges if row.shows_on(today)]
                assert not opened or len(shown) <= course.budget, said
                assert not (opened and course.rest.covers(today)), said
                assert has_one_dormant_place(course, opened, today), said
                assert course.tick(today) == [], said
                course.act(today)


def has_one_dormant_place(course: Course, opened: list[int], today: date) -> bool:
    """Of those brought up at once at most one is dormant, unless nobody else waited."""
    if len(course.dormant(opened, today)) <= 1:
        return True
    asked = {row.contact for row in course.nudges if row.is_open or row.opened_on == today}
    others = [
        one
        for one in course.people
        if one.contact not in asked and course.rests_until.get(one.contact, today) <= today
    ]
    return not [one for one in choose(others, today, len(others), 9) if not one.is_dormant(today.toordinal())]
