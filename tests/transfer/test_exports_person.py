"""What one person is given of themselves: ties, favours, events and introductions, without the names of others."""

import io
import json
import re
import zipfile
from datetime import datetime

import pytest

from accounts.models import User
from contacts.models import Contact, Tie
from interactions.models import Event, Favour, Guest
from network.models import Introduction, IntroductionStep
from tests.factories import make_contact
from transfer.exports.subject import write_subject


@pytest.fixture
def told(alice: User, now: datetime) -> dict[str, str]:
    """About Ada, whom Bert introduced to Cara, who is in no book; Dora stood on the same list as a stranger."""
    ada, bert = make_contact(alice, "Ada Lund", now), make_contact(alice, "Bert Quint", now)
    same = {"owner": alice, "made_at": now}
    Tie.objects.create(one=ada, other=bert, note="through Bert’s boat", estimate=7, **same)
    Favour.objects.create(
        contact=bert, gave=True, weight=3, on=now.date(), text="Bert met Ada", about=ada, **same
    )
    event = Event.objects.create(owner=alice, name="Tea with Bert and Dora", day=now.date(), created_at=now)
    for contact, name in ((ada, "Ada Lund"), (bert, "Bert Quint"), (None, "Dora Storm")):
        Guest.objects.create(owner=alice, event=event, contact=contact, name=name)
    introduction = Introduction.objects.create(
        broker=bert, to=ada, to_name="Ada Lund", why="Bert knows her", **same
    )
    IntroductionStep.objects.create(
        introduction=introduction, kind="asked", on=now.date(), words="Dear Bert, may I meet Ada?", **same
    )
    away = Introduction.objects.create(broker=ada, to_name="Cara Storm", why="Cara sails", **same)
    IntroductionStep.objects.create(introduction=away, kind="asked", on=now.date(), words="Cara?", **same)
    return about(ada, now)


def about(contact: Contact, now: datetime) -> dict[str, str]:
    file = io.BytesIO()
    write_subject(contact=contact, target=file, now=now)
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_what_was_done_with_and_for_them_is_told(told: dict[str, str]) -> None:
    tables = json.loads(told["about.json"])["tables"]

    assert [row["estimate"] for row in tables["ties"]] == [7]
    assert [row["text"] for row in tables["favours"]] == ["another person met Ada"]
    assert [row["name"] for row in tables["events"]] == ["Tea with another person and another person"]
    assert [row["name"] for row in tables["guests"]] == ["Ada Lund"]
    assert [row["why"] for row in tables["introductions"]] == [
        "another person knows her",
        "another person sails",
    ]
    assert [row["words"] for row in tables["introduction-steps"]] == [
        "Dear another person, may I meet Ada?",
        "another person?",
    ]


def test_the_names_of_others_are_not(told: dict[str, str]) -> None:
    for words in told.values():
        assert not re.search("Bert|Quint|Cara|Storm|Dora", words)
