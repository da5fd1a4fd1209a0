"""An import whose worker is killed again and again ends as one that was left in peace."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.faults.conftest import Tell
from tests.faults.forge import Forge
from tests.faults.sinks import MailSink

START = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
PEOPLE, EVENTS, SEED = 900, 600, 20260312
BARREN = 3
"""After so many kills before a turn wrote anything the next may get farther: five stop an import, as they should."""


def cards() -> str:
    """An address book whose people have something in every table."""
    return "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:card-{n}\r\nFN:Rana Perez{n}\r\nN:Perez{n};Rana;;;\r\n"
        f"EMAIL:rana{n}@example.org\r\nTEL:+49 151 {10_000_000 + n}\r\nORG:Mill {n % 7}\r\nTITLE:Engineer\r\n"
        f"BDAY:19{50 + n % 40}-0{1 + n % 9}-1{n % 9}\r\nADR;TYPE=HOME:;;Street {n};Town;;{10_000 + n};Norway\r\n"
        f"CATEGORIES:Group {n % 3}\r\nNOTE:Met at fair {n}\r\nX-SHOE-SIZE:{n}\r\nEND:VCARD\r\n"
        for n in range(PEOPLE)
    )


def calendar() -> str:
    """Coffees with those people, one a week, and some with strangers."""
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:event-{n}\r\nDTSTART:{START - timedelta(days=3 * n + 3):%Y%m%dT%H%M%SZ}\r\n"
        f"SUMMARY:Coffee\r\nATTENDEE;CN=Rana Perez{n}:mailto:rana{n}@example.org\r\n"
        f"ATTENDEE;CN=Odd Berg{n}:mailto:odd{n}@example.net\r\nEND:VEVENT\r\n"
        for n in range(EVENTS)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//tests//EN\r\n{events}END:VCALENDAR\r\n"


def take_in(forge: Forge, owner: int, path: Path, dice: Random | None = None) -> int:
    """Work on a file until it is done, with a kill in each turn where there are dice; how often it was killed."""
    run, killed, at = forge.do("file_begun", START, owner=owner, path=str(path)), 0, START
    while (state := forge.do("run_state", at, run=run))["state"] in ("waiting", "running"):
        if dice is None:
            assert forge.do("work_on", at, run=run) == ""
        else:
            far = 10 if state["attempt"] >= BARREN else 1
            killed += forge.killed("work_on", at, kill={"at": far * dice.randrange(10, 40)}, run=run)
        at += timedelta(minutes=2)
    assert state["state"] == "done"
    return killed


@pytest.mark.parametrize("case", ["F2"])
def test_f2_an_import_killed_again_and_again_ends_as_one_left_in_peace(
    forge: Forge, sink: MailSink, tmp_path: Path, tell: Tell, case: str
) -> None:
    for name, text in (("book.vcf", cards()), ("calendar.ics", calendar())):
        (tmp_path / name).write_text(text, newline="")
    (tmp_path / "clean").mkdir()
    killed = 0
    with Forge(tmp_path / "clean", sink.port) as clean:
        clean.do("migrate", START)
        mine, theirs = (one.do("owner_of", START, email="alice@example.org") for one in (forge, clean))
        for name in ("book.vcf", "calendar.ics"):
            killed += take_in(forge, mine, tmp_path / name, Random(SEED))
            take_in(clean, theirs, tmp_path / name)
        found, expected = forge.do("whole_book", START), clean.do("whole_book", START)

    assert found == expected
    assert len(found["Contact"]) == PEOPLE
    assert len(found["Interaction"]) == EVENTS
    assert killed >= 20
    tell(case, "Worker killed midway, in vCards and a calendar", f"{killed} kills; the book as without them")
