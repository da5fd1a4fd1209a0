"""Who knows whom goes out with the cards and comes back from them."""

from datetime import date, datetime
from pathlib import Path

import pytest

from accounts.models import User
from contacts.models import Contact, KeptLines, Relation, Tie
from contacts.services import add_relation, add_tie, remove_tie
from domain.ties import TieFacts
from reminders.services import remove_person
from tests.factories import make_contact
from transfer.exports.markdown import person_pages
from transfer.exports.vcards import vcards
from transfer.services import import_path

VERSIONS = ["3.0", "4.0"]
FACTS = TieFacts("2019", "2022-05", 7, date(2026, 1, 2), "At sea; twice")


@pytest.fixture
def people(alice: User, now: datetime) -> list[Contact]:
    return [make_contact(alice, name, now) for name in ("Ada Lindqvist", "Bo Castellan", "Cy Moreau")]


def ties(owner: User) -> list[tuple[object, ...]]:
    facts = ("since", "until", "estimate", "confirmed_on", "note")
    names = ("one__display", "kind", "other__display", *facts)
    return sorted(Tie.objects.owned_by(owner).values_list(*names), key=str)


def mine(owner: User) -> list[tuple[object, ...]]:
    return list(Relation.objects.owned_by(owner).values_list("contact__display", "kind", "since", "note"))


def out(owner: User, version: str) -> str:
    return b"".join(vcards(owner, version)).decode().replace("\r\n ", "")


@pytest.mark.parametrize("version", VERSIONS)
def test_all_ties_come_back_as_they_were(
    version: str, alice: User, bob: User, people: list[Contact], tmp_path: Path, now: datetime
) -> None:
    ada, bo, cy = people
    add_tie(owner=alice, one=ada, other=bo, role="godparent", now=now, facts=FACTS)
    add_tie(owner=alice, one=ada, other=bo, role="colleague", now=now)
    add_tie(owner=alice, one=cy, other=ada, role="mentee", now=now)
    add_relation(owner=alice, contact=cy, role="manager", now=now, facts=TieFacts("2019", note="At sea"))
    path = tmp_path / "cards.vcf"
    path.write_bytes(b"".join(vcards(alice, version)))

    import_path(owner=bob, path=path, clock=lambda: now, kind="vcard")

    assert ties(bob) == ties(alice)
    assert mine(bob) == mine(alice) == [("Cy Moreau", "manager", "2019", "At sea")]
    import_path(owner=bob, path=path, clock=lambda: now, kind="vcard")
    assert ties(bob) == ties(alice)


def test_each_version_says_it_in_its_words(alice: User, people: list[Contact], now: datetime) -> None:
    ada, bo, _cy = people
    add_tie(owner=alice, one=ada, other=bo, role="manager", now=now)
    old, new = out(alice, "3.0"), out(alice, "4.0")
    assert ("X-ABRELATEDNAMES" in old, "rapportr1.X-ABLABEL:Report\r\n" in old) == (True, True)
    assert "RELATED;TYPE=contact;VALUE=text;X-RAPPORT-ROLE=manager" in new


def test_what_is_gone_does_not_go_out(alice: User, people: list[Contact], now: datetime) -> None:
    ada, bo, cy = people
    tie = add_tie(owner=alice, one=ada, other=bo, role="friend", now=now)
    add_tie(owner=alice, one=ada, other=cy, role="friend", now=now)
    remove_tie(tie=tie, now=now)
    remove_person(contact=cy, now=now)
    assert "RELATED" not in out(alice, "4.0")


def test_a_line_that_came_with_the_card_stands_for_the_tie(
    alice: User, people: list[Contact], now: datetime
) -> None:
    ada, bo, _cy = people
    lines = [
        "item1.X-ABRELATEDNAMES;TYPE=pref:bo castellan",
        "item2.X-ABRELATEDNAMES:Somebody Else",
        "item1.X-ABLABEL:_$!<Brother>!$_",
        "item2.X-ABLABEL:_$!<Friend>!$_",
    ]
    KeptLines.objects.create(owner=alice, contact=ada, uid="u1", lines=lines)
    add_tie(owner=alice, one=ada, other=bo, role="sibling", now=now)
    of_ada = out(alice, "3.0").split("END:VCARD")[0]
    assert of_ada.count("X-ABRELATEDNAMES") == 2
    assert "item1.X-ABRELATEDNAMES;TYPE=pref;X-RAPPORT-ROLE=sibling;" in of_ada
    assert "item2.X-ABRELATEDNAMES:Somebody Else\r\n" in of_ada
    assert "item1.X-ABLABEL:_$!<Brother>!$_\r\n" in of_ada


def test_related_people_of_a_file_are_tied(bob: User, tmp_path: Path, now: datetime) -> None:
    path = tmp_path / "cards.vcf"
    card = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:{}\r\nUID:{}\r\nEMAIL:{}@berg.example\r\n{}END:VCARD\r\n"
    related = "RELATED;TYPE=parent:urn:uuid:u2\r\nRELATED;TYPE=friend;VALUE=text:Somebody Else\r\n"
    path.write_text(
        card.format("Mira Berg", "u1", "mira", related) + card.format("Nils Berg", "u2", "nils", "")
    )

    import_path(owner=bob, path=path, clock=lambda: now, kind="vcard")

    assert [row[:3] for row in ties(bob)] == [("Nils Berg", "parent", "Mira Berg")]
    assert "Somebody Else" in str(KeptLines.objects.get(contact__given="Mira").lines)


def test_the_page_of_a_person_tells_whom_they_know(alice: User, people: list[Contact], now: datetime) -> None:
    ada, bo, cy = people
    add_tie(owner=alice, one=ada, other=bo, role="manager", now=now, facts=FACTS)
    add_tie(owner=alice, one=ada, other=cy, role="knows", now=now)
    add_relation(owner=alice, contact=bo, role="sibling", now=now, facts=TieFacts("2001"))
    pages = {contact.display: page for contact, page in person_pages(alice, now.date())}
    told = (
        "## Knows\n\n* Ada Lindqvist: manager (2019 to May 2022), know each other 7 of 10 – At sea; twice\n\n"
    )
    assert told + "## To me\n\n* my sibling (since 2001)\n" in pages["Bo Castellan"]
    assert "* Bo Castellan: report (2019 to May 2022)" in pages["Ada Lindqvist"]
    assert "* Cy Moreau: knows\n" in pages["Ada Lindqvist"]
