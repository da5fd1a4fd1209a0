"""Whatever was done, in whatever order: taken back step by step, the book stands as it stood before each step."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, models

from accounts.models import User
from contacts.models import Contact, Identity, NameKey, Post, Trace
from domain.linkoutcomes import Outcome
from network.models import (
    ClaimedMutual,
    Conduct,
    Decision,
    Link,
    LinkRequest,
    Question,
    ReviewChoice,
    SweepAnswer,
    UnlinkTask,
)
from network.queries.triage import triage
from network.services import choose, end_link, reopen_link, tick_unlink, undo_choice, untick_unlink
from network.services.arrivals import add_request, take_back
from network.services.batch import decide_batch, undo_batch
from network.services.claims import add_claim, drop_claim, set_claim_state
from network.services.conduct import drop_conduct, record_conduct
from network.services.decisions import undo_decision
from network.services.questions import close_question, reopen_question
from network.services.reactions import react
from network.services.sweep import answer_sweep, forget_answer
from network.services.weeding import undo_unlinking, unlink_unanswered
from reminders.models import Reminder
from tests.network.asking import rules
from tests.network.deciding import asks, decide
from tests.network.given import linked_person, person

ROWS: dict[type[models.Model], tuple[str, ...]] = {
    **dict.fromkeys(
        (
            Contact,
            Identity,
            Post,
            Link,
            LinkRequest,
            Question,
            ClaimedMutual,
            Conduct,
            SweepAnswer,
            UnlinkTask,
        ),
        (),
    ),
    **dict.fromkeys((Trace, NameKey), ()),
    Decision: ("undone_at",),
    ReviewChoice: ("undone_at",),
    Reminder: ("deleted_at",),
}
"""Each kind of rows, and the columns that are empty in those that count."""
LEFT_OUT = ("id", "updated_at", "trace_id")
WAITING = ("open", "later", "declined", "answered", "ignored")
STEPS = 14
Undo = Callable[[], object]


def book(owner: User) -> dict[str, list[str]]:
    """Every row that counts; one that was deleted and made again is the same."""
    found = {}
    with connection.cursor() as cursor:
        for model, counting in ROWS.items():
            there = "".join(f" AND {name} IS NULL" for name in counting)
            table = model._meta.db_table
            cursor.execute(f"SELECT * FROM {table} WHERE owner_id = %s{there}", [owner.pk])  # noqa: S608  # our names
            names = [column[0] for column in cursor.description]
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
            kept = [{name: row[name] for name in row if name not in LEFT_OUT} for row in rows]
            found[model.__name__] = sorted(map(repr, kept))
    return found


class Hand:
    """Does something at random, and hands back how it is undone; None where there is nothing to do."""

    def __init__(self, owner: User, seed: int, now: datetime) -> None:
        self.owner, self.now, self.dice = owner, now, random.Random(seed)  # noqa: S311  # no secret

    def one(self, model: Any, **where: Any) -> Any:
        rows = list(model.objects.owned_by(self.owner).filter(**where).order_by("pk"))
        return self.dice.choice(rows) if rows else None

    def step(self) -> Undo | None:
        self.now += timedelta(minutes=2)
        return self.dice.choice(DEEDS)(self)

    def decides(self) -> Undo | None:
        asked = self.one(LinkRequest, source="import", state__in=WAITING)
        if asked is None:
            return None
        reply = self.dice.choice(("", "Thank you for asking."))
        made = decide(asked, self.dice.choice(list(Outcome)), self.now, reply=reply)
        return lambda: undo_decision(decision=Decision.objects.get(pk=made.pk), now=self.now)

    def reacts(self) -> Undo | None:
        made = self.one(Decision, undone_at=None, reaction="")
        if made is None or Conduct.objects.exists():
            return None
        react(
            decision=made, reaction=self.dice.choice(("flirt", "answer", "pushy")), text="Well", now=self.now
        )
        return lambda: react(decision=made, reaction="", text="", now=self.now)

    def decides_many(self) -> Undo | None:
        rows = list(LinkRequest.objects.owned_by(self.owner).filter(state="open", source="import"))
        made = decide_batch(items=triage(self.owner, rows, self.now.date()), now=self.now)
        return (lambda: undo_batch(decision=made[0], now=self.now)[1] == 0) if made else None

    def chooses(self) -> Undo | None:
        who, choice = self.one(Contact), self.dice.choice(ReviewChoice.Choice.values)
        before = set(ReviewChoice.objects.values_list("pk", flat=True))
        try:
            made = choose(contact=who, choice=choice, reason="", now=self.now)
        except ValueError:  # unlinking somebody who is not linked
            return None
        if made.pk in before:
            return None
        return lambda: undo_choice(choice=ReviewChoice.objects.get(pk=made.pk), now=self.now)

    def ticks(self) -> Undo | None:
        line = self.one(UnlinkTask, done_at=None, link__until=None)
        if line is None:
            return None
        tick_unlink(task=line, now=self.now)
        return lambda: untick_unlink(task=UnlinkTask.objects.get(pk=line.pk))

    def ends(self) -> Undo | None:
        link = self.one(Link, until=None)
        if link is None:
            return None
        end_link(link=link, on=self.now.date())
        return lambda: reopen_link(link=link)

    def sweeps(self) -> Undo | None:
        who = self.one(Contact, sweep=None)
        if who is None:
            return None
        answer_sweep(contact=who, met=self.dice.choice((True, False, None)), now=self.now)
        return lambda: forget_answer(contact=who)

    def claims(self) -> Undo | None:
        asked = self.one(LinkRequest)
        before = set(ClaimedMutual.objects.values_list("pk", flat=True))
        told = {"request": asked, "contact": None, "friend": None, "friend_name": "Ida Holm"}
        made = add_claim(owner=self.owner, now=self.now, **told)
        return (
            None if made.pk in before else (lambda: drop_claim(claim=ClaimedMutual.objects.get(pk=made.pk)))
        )

    def verifies(self) -> Undo | None:
        claim = self.one(ClaimedMutual, state="unverified")
        if claim is None:
            return None
        set_claim_state(claim=claim, state="denied", now=self.now)
        return lambda: set_claim_state(claim=claim, state="unverified", now=self.now)

    def records(self) -> Undo | None:
        asked = self.one(LinkRequest)
        if Conduct.objects.exists():
            return None
        told = {"contact": asked.contact, "request": asked, "behaviour": "pitch", "words": ""}
        made = record_conduct(owner=self.owner, now=self.now, **told)
        return lambda: drop_conduct(conduct=Conduct.objects.get(pk=made.pk))

    def types(self) -> Undo | None:
        name = f"Guest Number{self.dice.randrange(10_000)}"
        row, _is_new = add_request(
            owner=self.owner, source="typed", now=self.now, network="linkedin", name=name
        )
        return lambda: take_back(request=row)

    def closes(self) -> Undo | None:
        question = self.one(Question, answered_on=None, closed_at=None)
        if question is None:
            return None
        close_question(question=question, now=self.now)
        return lambda: reopen_question(question=question)

    def weeds(self) -> Undo | None:
        question = self.one(Question, contact__state="active", link__until=None, contact__review_choices=None)
        if question is None:
            return None
        made = unlink_unanswered(questions=[question], now=self.now)
        return lambda: undo_unlinking(choice=ReviewChoice.objects.get(pk=made[0].pk), now=self.now) == 1


DEEDS = (
    *(Hand.decides, Hand.decides, Hand.decides, Hand.reacts, Hand.decides_many, Hand.chooses, Hand.chooses),
    *(Hand.ticks, Hand.ends, Hand.sweeps, Hand.claims, Hand.verifies, Hand.records, Hand.types, Hand.closes),
    Hand.weeds,
)


@pytest.mark.parametrize("seed", range(6))
def test_step_by_step_everything_can_be_taken_back(alice: User, now: datetime, seed: int) -> None:
    rules(alice, "accept-then-weed" if seed % 2 else "coffee-meal-beer", now)
    linked_person(alice, "Ida Holm", 10)
    known = linked_person(alice, "Rita Sand")
    person(alice, "Bert Quint", 3)
    for name, fields in (
        ("Rita Sand", {"contact": known}),
        ("Bert Quint", {}),
        ("Tove Falk", {}),
        ("Sven Ek", {}),
    ):
        asks(alice, name, **fields)
    hand, undone = Hand(alice, seed, now), []

    for _step in range(STEPS):
        before = book(alice)
        undo = hand.step()
        if undo is not None:
            undone.append((before, undo))

    assert len(undone) > STEPS // 3
    for before, undo in reversed(undone):
        assert undo() is not False
        assert book(alice) == before
