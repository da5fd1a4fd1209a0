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
    ("Nele", "Fresh", ""),
    ("Jonas", "Field", "I read your piece on reminders and have a question about the third figure."),
)


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
    for number, (given, family, note) in enumerate(ASKS):
        sent = datetime.combine(today - timedelta(days=3 + number * 4), datetime.min.time()).replace(hour=9)  # noqa: DTZ001  # the file has no zone
        at = f"{sent.month}/{sent.day}/{sent:%y}, {sent:%-I:%M %p}"
        url = f"https://www.linkedin.com/in/{given}-{family}".lower()
        mine = f"https://www.linkedin.com/in/{ME[1]}"
        rows.append((f"{given} {family}", ME[0], at, note, "INCOMING", url, mine))
    return _csv(rows)


def _csv(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
