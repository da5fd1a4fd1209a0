"""manage.py tie: who knows whom, from the command line."""

import json
from datetime import datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from contacts.models import Contact, Tie
from tests.factories import make_contact


@pytest.fixture(autouse=True)
def people(alice: User, now: datetime) -> None:
    for name in ("Ada Lindqvist", "Bo Castellan", "Bo Okafor"):
        make_contact(alice, name, now)


def run(*arguments: str, **options: Any) -> str:
    out = StringIO()
    call_command("tie", *arguments, "--owner", "alice@example.org", stdout=out, **options)
    return out.getvalue().strip()


def test_two_who_know_each_other() -> None:
    assert run("Ada", "Bo Castellan") == "Noted: Ada Lindqvist and Bo Castellan know each other."
    assert Tie.objects.get().estimate is None


def test_any_role_is_a_type_and_the_first_is_that_to_the_second() -> None:
    assert run("Ada", "Bo Castellan", "--type", "child") == "Noted: Ada Lindqvist is a child of Bo Castellan."
    tie = Tie.objects.get()
    assert (tie.one.display, tie.kind, tie.other.display) == ("Bo Castellan", "parent", "Ada Lindqvist")


def test_a_tie_of_that_type_is_updated() -> None:
    run("Ada", "Bo Castellan", "--estimate", "4")
    told = json.loads(run("Bo Castellan", "Ada", "--estimate", "9", "--json", "--now", "2026-03-12T09:00"))
    assert told == {
        "one": "Bo Castellan",
        "other": "Ada Lindqvist",
        "type": "knows",
        "estimate": 9,
        "confirmed_on": "2026-03-12",
        "made": False,
        "warnings": [],
    }
    assert Tie.objects.get().estimate == 9


def test_a_tie_with_the_dead_says_that_it_leads_nowhere() -> None:
    Contact.objects.filter(given="Ada").update(state="deceased")
    assert run("Ada", "Bo Castellan", "--type", "parent") == (
        "Noted: Ada Lindqvist is a parent of Bo Castellan. "
        "Ada Lindqvist died. The tie is kept, and no introduction will go that way."
    )


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("Ada", "Zoe"), "Nobody in the book is called “Zoe”."),
        (("Ada", "Bo"), "“Bo” can be 2 people: Bo Castellan, Bo Okafor. Write the full name."),
        (("Ada", "Ada Lindqvist"), "Nobody is tied to themselves."),
        (("Ada", "Bo Castellan", "--type", "wizard"), "“wizard” is no tie. Write one of: knows"),
        (("Ada", "Bo Castellan", "--estimate", "11"), "How well they know each other goes from 1 to 10."),
        (("Ada", "Bo Castellan", "--estimate", "well"), "invalid int value: 'well'"),
    ],
)
def test_what_cannot_be_is_refused_with_a_word(arguments: tuple[str, ...], word: str) -> None:
    with pytest.raises(CommandError, match=word):
        run(*arguments)
    assert Tie.objects.count() == 0
