"""Whom a card names as related, in every program's way."""

import io
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from transfer.formats import vcard
from transfer.formats.container import open_upload
from transfer.formats.values import Asked, Card, Item, Party, TieSaid

ASKED = Asked(date(2026, 3, 12), ZoneInfo("UTC"))
MIRA = Party(name="Mira Berg", key="u1")


def items(*lines: str, version: str = "3.0") -> list[Item]:
    card = ["BEGIN:VCARD", f"VERSION:{version}", "FN:Mira Berg", "UID:u1", *lines, "END:VCARD", ""]
    raw = "\r\n".join(card).encode()
    with open_upload(io.BytesIO(raw), wanted=vcard.wanted, filename="cards.vcf") as upload:
        return list(vcard.read(upload, ASKED))


@pytest.mark.parametrize(
    ("line", "party", "role"),
    [
        ("RELATED;TYPE=spouse;VALUE=text:Jan Berg", Party("Jan Berg"), "partner"),
        ("RELATED;TYPE=child:urn:uuid:ab-12", Party(key="ab-12"), "child"),
        ("RELATED;TYPE=co-worker:mailto:jan@berg.example", Party(email="jan@berg.example"), "colleague"),
        ("X-EVOLUTION-MANAGER:Jan Berg", Party("Jan Berg"), "manager"),
        ("X-SPOUSE:Jan Berg", Party("Jan Berg"), "partner"),
    ],
)
def test_a_line_names_who_it_is_and_what(line: str, party: Party, role: str) -> None:
    card, tie = items(line, version="4.0")
    assert isinstance(card, Card)
    assert tie == TieSaid(1, party, MIRA, role, "cards.vcf")
    assert len(card.kept) == 1


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("_$!<Mother>!$_", "parent"),
        ("_$!<Brother>!$_", "sibling"),
        ("Boss", "manager"),
        ("godchild", "godchild"),
    ],
)
def test_a_label_tells_it_in_the_manner_of_apple(label: str, role: str) -> None:
    _card, tie = items("item1.X-ABRELATEDNAMES:Jan Berg", f"item1.X-ABLabel:{label}")
    assert tie == TieSaid(1, Party("Jan Berg"), MIRA, role, "cards.vcf")


@pytest.mark.parametrize(
    "line",
    [
        "RELATED;TYPE=muse;VALUE=text:Jan Berg",
        "RELATED;VALUE=text:Jan Berg",
        "RELATED;TYPE=friend:https://berg.example/jan",
        "RELATED;TYPE=friend;VALUE=text:",
        "AGENT;VALUE=text:Jan Berg",
    ],
)
def test_what_tells_nothing_we_know_is_only_kept(line: str) -> None:
    (card,) = items(line, version="4.0")
    assert isinstance(card, Card)
    assert card.kept == (line,)


def test_our_own_lines_tell_all_and_are_not_kept() -> None:
    facts = "X-RAPPORT-SINCE=2019;X-RAPPORT-UNTIL=2022-05;X-RAPPORT-KNOW=7;X-RAPPORT-CONFIRMED=2026-01-02"
    card, tie, mine = items(
        f"RELATED;TYPE=contact;VALUE=text;X-RAPPORT-ROLE=report;X-RAPPORT-UID=u2;{facts};X-RAPPORT-NOTE=At sea:Jan",
        "X-RAPPORT-RELATION;X-RAPPORT-SINCE=2001:sibling",
        version="4.0",
    )
    told = {
        "since": "2019",
        "until": "2022-05",
        "estimate": 7,
        "confirmed_on": date(2026, 1, 2),
        "note": "At sea",
    }
    assert isinstance(card, Card)
    assert card.kept == ()
    assert tie == TieSaid(1, Party("Jan", key="u2"), MIRA, "report", "cards.vcf", **told)
    assert mine == TieSaid(1, MIRA, None, "sibling", "cards.vcf", since="2001")


def test_damaged_facts_are_passed_over() -> None:
    facts = "X-RAPPORT-SINCE=soon;X-RAPPORT-KNOW=99;X-RAPPORT-CONFIRMED=never"
    _card, tie = items(f"RELATED;VALUE=text;X-RAPPORT-ROLE=friend;{facts}:Jan", version="4.0")
    assert tie == TieSaid(1, Party("Jan"), MIRA, "friend", "cards.vcf")
