"""Introductions for the tests of how they go."""

from datetime import date, datetime
from typing import Any

from accounts.models import User
from contacts.models import Contact
from network.models import Introduction, IntroductionStep
from network.services.introductions import Between, close_introduction, start_introduction, take_step
from reminders.models import Reminder
from tests.conftest import NOON
from tests.network.given import TODAY


def through(broker: Contact, to: Contact | str, now: datetime = NOON, **more: Any) -> Introduction:
    """A contact is to introduce the owner to somebody, of the book or not."""
    met: dict[str, Any] = {"to": to} if isinstance(to, Contact) else {"to_name": to}
    return start_introduction(
        owner=broker.owner, between=Between(broker=broker, **met, **more), why="", now=now
    )[0]


def between(whom: Contact, to: Contact, now: datetime = NOON) -> Introduction:
    """The owner is to introduce two of theirs."""
    return start_introduction(owner=whom.owner, between=Between(whom=whom, to=to), why="", now=now)[0]


def step(
    introduction: Introduction, kind: str, on: date = TODAY, now: datetime = NOON, **more: Any
) -> IntroductionStep:
    words = more.pop("words", "")
    return take_step(introduction=introduction, kind=kind, on=on, words=words, now=now, **more)


def close(
    introduction: Introduction, outcome: str, on: date = TODAY, now: datetime = NOON
) -> IntroductionStep:
    return close_introduction(introduction=introduction, outcome=outcome, note="", on=on, now=now)


def open_reminders(owner: User) -> list[tuple[str, date | None]]:
    """What is to be seen to, and when."""
    rows = Reminder.objects.owned_by(owner).filter(finished_at=None, kind=Reminder.Kind.FOLLOW_UP)
    return list(rows.order_by("pk").values_list("text", "starts_on"))
