"""Our own archive taken into a book that is in use."""

from datetime import date, datetime
from pathlib import Path

import pytest

from accounts.models import User
from contacts.models import Contact
from contacts.services import new_identity
from interactions.models import Interaction
from tests.factories import log, make_contact
from tests.transfer.archives import archive_of
from transfer.models import ImportRun, PossibleMatch
from transfer.services import import_path


@pytest.fixture
def archive(alice: User, now: datetime, tmp_path: Path) -> Path:
    for name in ("Ada Lindqvist", "Bert Quint"):
        contact = make_contact(alice, name, now)
        new_identity(contact=contact, kind="email", text=f"{contact.given}@example.org").save()
        log(contact, date(2026, 3, 1), now, note="the fair")
    make_contact(alice, "Ada Lindqvist", now)
    path = tmp_path / "rapport.zip"
    path.write_bytes(archive_of(alice, now))
    return path


def take_in(owner: User, path: Path, now: datetime) -> ImportRun:
    run = import_path(owner=owner, path=path, clock=lambda: now)
    assert (run.state, run.problem) == (ImportRun.State.DONE, "")
    return run


def test_the_same_archive_twice_adds_nothing(archive: Path, bob: User, now: datetime) -> None:
    first, second = take_in(bob, archive, now), take_in(bob, archive, now)

    assert (first.kind, first.counts["added"], first.counts["interactions"]) == ("rapport", 3, 2)
    assert (second.counts["added"], second.counts["updated"], second.counts["interactions"]) == (0, 0, 0)
    assert sorted(Contact.objects.owned_by(bob).values_list("display", flat=True)) == [
        "Ada Lindqvist",
        "Ada Lindqvist",
        "Bert Quint",
    ]
    assert Interaction.objects.owned_by(bob).count() == 2


def test_an_archive_taken_into_its_own_book_adds_nothing(archive: Path, alice: User, now: datetime) -> None:
    run = take_in(alice, archive, now)

    assert (run.counts["added"], run.counts["interactions"]) == (0, 0)
    assert not PossibleMatch.objects.exists()
    assert Contact.objects.owned_by(alice).count() == 3
    assert Interaction.objects.owned_by(alice).count() == 2
