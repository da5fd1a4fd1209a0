"""A LinkedIn export of the invented network, in the shape of today's files."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from random import Random

from crm.demo.names import Person

ME = ("Robin Demo", "robin-demo")
NOTES = 'Notes:\n"When exporting your connection data, you may notice that some e-mail addresses are missing."\n\n'
ASKS = (
    (
        "Bill",
        "Akers",
        "We spoke at the coffee stand in Lund about your mill. Would be glad to stay in touch!",
    ),
    ("Olga", "Pitch", "I help teams like yours to grow their pipeline. Ten minutes next week?"),
    ("Wim", "Staffing", ""),
    ("Bob", "Tamm", "Good to see you at Kaffa. The roof is on!"),
    ("Elin", "Sandvik", "Thank you for lunch at the Mill. Here are the maps that I told you about."),
    ("Kasper", "Ohm", "I'd like to add you to my professional network on LinkedIn."),
    ("Nele", "Fresh", ""),
    (
        "Jonas",
        "Field",
        "A friend of yours sent me your piece on reminders. I have a question about the third figure.",
    ),
)
SENT = (
    (
        "Marguerite",
        "Vandersteen",
        "We talked about your library in Ghent. I would like to stay in touch.",
        34,
    ),
    ("Emil", "Hast", "Thank you for the talk on tides. May I send you a question?", 6),
)
"""The owner's own invitations, and how many days ago; three weeks are too long to wait."""


def export(dice: Random, people: Sequence[Person], linked_on: Sequence[date], today: date) -> bytes:
    """A zip of connections, messages and invitations; `linked_on` has one day per person."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Connections.csv", _connections(people, linked_on))
        archive.writestr("messages.csv", _messages(dice, people, today))
        archive.writestr("Invitations.csv", _invitations(today))
    return out.getvalue()


def _connections(people: Sequence[Person], linked_on: Sequence[date]) -> str:
    rows: list[Sequence[str]] = [
        ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
    ]
    for person, day in zip(people, linked_on, strict=True):
        url = f"https://www.linkedin.com/in/{person.slug}"
        rows.append((person.given, person.family, url, "", person.company, person.title, f"{day:%d %b %Y}"))
    rows.append(("", "", "", "", "", "", f"{linked_on[0]:%d %b %Y}"))
    return NOTES + _csv(rows)


def _messages(dice: Random, people: Sequence[Person], today: date) -> str:
    rows: list[Sequence[str]] = [
        (
            "CONVERSATION ID",
            "CONVERSATION TITLE",
            "FROM",
            "SENDER PROFILE URL",
            "TO",
            "RECIPIENT PROFILE URLS",
            "DATE",
            "SUBJECT",
            "CONTENT",
            "FOLDER",
        )  # fmt: skip
    ]
    for number, person in enumerate(people[:120]):
        them = (person.name, person.slug)
        for _ in range(dice.randrange(1, 9)):
            day = today - timedelta(days=dice.randrange(2, 1700))
            parties = (ME, them) if dice.random() < 0.5 else (them, ME)
            rows += [_message(number, day, *parties), _message(number, day, *parties[::-1])]
    return _csv(rows)


def _message(number: int, day: date, sender: tuple[str, str], receiver: tuple[str, str]) -> Sequence[str]:
    addresses = [f"https://www.linkedin.com/in/{slug}" for _, slug in (sender, receiver)]
    at = f"{day.isoformat()} 14:03:22 UTC"
    return (f"c-{number}", "", sender[0], addresses[0], receiver[0], addresses[1], at, "", "Hello!", "INBOX")


def _invitations(today: date) -> str:
    rows: list[Sequence[str]] = [
        ("From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl")
    ]
    mine = _profile(ME[1])
    for number, (given, family, note) in enumerate(ASKS):
        name, theirs = f"{given} {family}", _profile(f"{given}-{family}")
        rows.append((name, ME[0], _sent_at(today, 2 + number * 3), note, "INCOMING", theirs, mine))
    for given, family, note, ago in SENT:
        name, theirs = f"{given} {family}", _profile(f"{given}-{family}")
        rows.append((ME[0], name, _sent_at(today, ago), note, "OUTGOING", mine, theirs))
    return _csv(rows)


def _sent_at(today: date, ago: int) -> str:
    sent = datetime.combine(today - timedelta(days=ago), datetime.min.time()).replace(hour=9)  # noqa: DTZ001  # the file has no zone
    return f"{sent.month}/{sent.day}/{sent:%y}, {sent:%-I:%M %p}"


def _profile(slug: str) -> str:
    return f"https://www.linkedin.com/in/{slug}".lower()


def _csv(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
