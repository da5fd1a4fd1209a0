"""manage.py favour: a favour from the command line."""

import io
import json
from datetime import datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from interactions.models import Favour
from tests.factories import make_contact

pytestmark = pytest.mark.usefixtures("now")


def said(*words: str) -> str:
    out = io.StringIO()
    call_command("favour", *words, "--owner", "alice@example.org", stdout=out)
    return out.getvalue()


def told(*words: str) -> dict[str, Any]:
    return json.loads(said(*words, "--json"))


def test_s16_an_introduction_is_written_down(alice: User, now: datetime) -> None:
    make_contact(alice, "Ada Lind", now)
    bo = make_contact(alice, "Bo Ek", now)

    assert told("gave", "Ada Lind", "intro to Bo Ek", "--day", "2026-03-02") == {
        "gave": True,
        "contact": "Ada Lind",
        "kind": "introduction",
        "weight": 3,
        "day": "2026-03-02",
        "text": "intro to Bo Ek",
        "about": "Bo Ek",
    }
    assert Favour.objects.get().about == bo


def test_s16_a_favour_got_today_is_told_in_words(alice: User, now: datetime) -> None:
    make_contact(alice, "Ada Lind", now)

    assert said("got", "ada", "advice on the roof (4)") == (
        "Kept: you got advice on the roof (advice, weighs 4), Ada Lind, 2026-03-12.\n"
    )


@pytest.mark.parametrize(("day", "kept"), [("yesterday", "2026-03-11"), ("3 weeks ago", "2026-02-19")])
def test_days_are_read_as_in_the_quick_log(alice: User, now: datetime, day: str, kept: str) -> None:
    make_contact(alice, "Ada Lind", now)

    assert told("got", "Ada Lind", "help", "--day", day)["day"] == kept
    assert told("got", "Ada Lind", f"help {day}")["day"] == kept


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("gave", "Zelda Nobody", "advice"), "“Zelda Nobody” is not in the book."),
        (("gave", "Ada", "advice"), "“Ada” can be 2 people: Ada Lind or Ada Moor. Write the full name."),
        (("gave", "Bo Ek", "intro to Ada"), "“Ada” can be 2 people"),
        (("gave", "Bo Ek", " "), "Say what it was"),
        (("gave", "Bo Ek", "intro to Bo Ek"), "somebody else"),
        (("gave", "Bo Ek", "advice to Ada Lind"), "The text names Ada Lind too."),
        (("gave", "Bo Ek", "advice", "--day", "2026-03-13"), "That day is still to come."),
        (("gave", "Bo Ek", "advice", "--day", "someday"), "--day: “someday” is not a day."),
        (("gave", "Bo Ek", "advice", "--day", "1850-01-01"), "That is before 1900."),
        (("lent", "Bo Ek", "advice"), "invalid choice"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(
    alice: User, now: datetime, words: tuple[str, ...], error: str
) -> None:
    for name in ("Ada Lind", "Ada Moor", "Bo Ek"):
        make_contact(alice, name, now)

    with pytest.raises(CommandError, match=error.replace("(", r"\(")):
        said(*words)
    assert not Favour.objects.exists()


def test_the_people_of_others_are_not_in_the_book(alice: User, bob: User, now: datetime) -> None:
    make_contact(bob, "Ada Lind", now)

    with pytest.raises(CommandError, match="not in the book"):
        said("gave", "Ada Lind", "advice")


def test_the_quick_log_command_keeps_favours_too(alice: User, now: datetime) -> None:
    make_contact(alice, "Ada Lind", now)
    out = io.StringIO()

    call_command("log", "+gave Ada advice", "--owner", "alice@example.org", stdout=out)
    assert out.getvalue() == "Kept: one favour with Ada Lind.\n"

    out = io.StringIO()
    call_command("log", "call with Ada +got help (4)", "--owner", "alice@example.org", "--json", stdout=out)
    answer = json.loads(out.getvalue())
    assert (answer["kind"], answer["favours"]) == (
        "call", [{"gave": False, "kind": "help", "weight": 4, "text": ""}],
    )  # fmt: skip
