"""The brief of the evening before as a mail: the same lines in the text and on the page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from dashboard.brief import EventBrief, PersonBrief, Tomorrow
from dashboard.brief.values import Promise, Told
from domain.briefwords import Whose
from domain.digestwords import one_line
from domain.wording import counted
from ui.dates import as_known, near
from ui.templatetags.rapport import HEALTH_WORDS, number

NAME_LENGTH = 200
LINE_LENGTH = 300
TALKS = 3
SAID = {Whose.MINE: "You", Whose.THEIRS: "They", Whose.UNSAID: "Noted"}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines."""

    title: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the mail: the lines under the name, then the sections that are not empty."""

    pk: int
    name: str
    head: list[str]
    sections: list[Section]


@dataclass(frozen=True, slots=True)
class Appointment:
    """One appointment of the mail."""

    pk: int
    title: str
    when: str
    people: list[Person]
    others: str
    ties: list[str]


def page_of(letter: Tomorrow) -> dict[str, object]:
    """What the page of the mail shows."""
    return {"subject": letter.subject, "appointments": _appointments(letter)}


def text_of(letter: Tomorrow, address: Callable[..., str]) -> list[list[str]]:
    """The text of the mail in blocks of lines; `address` makes whole addresses of a route and its arguments."""
    blocks: list[list[str]] = []
    for row in _appointments(letter):
        blocks.append([line for line in (row.title.upper(), row.when, *row.ties, row.others) if line])
        blocks += [_person_text(one, address) for one in row.people]
        blocks.append([f"The brief as a page: {address('dashboard:event_brief', row.pk)}"])
    return blocks


def _person_text(one: Person, address: Callable[..., str]) -> list[str]:
    lines = [one.name, *one.head]
    for section in one.sections:
        lines += [f"{section.title}:", *(f"- {line}" for line in section.lines)]
    return [*lines, address("dashboard:person", one.pk)]


def _appointments(letter: Tomorrow) -> list[Appointment]:
    today = letter.day.fromordinal(letter.day.toordinal() - 1)
    return [_appointment(row, today) for row in letter.events]


def _appointment(row: EventBrief, today: date) -> Appointment:
    event = row.event
    when = f"Tomorrow, {event.at:%H:%M}" if event.at else "Tomorrow"
    place = f" at {one_line(event.place, NAME_LENGTH)}" if event.place else ""
    others = f"And {counted(row.others, 'other', 'others')} of your book." if row.others else ""
    people = [_person(one, today) for one in row.people]
    return Appointment(event.pk, one_line(event.name, NAME_LENGTH), when + place, people, others, row.ties)


def _person(one: PersonBrief, today: date) -> Person:
    strength = "" if one.strength is None else f"{number(one.strength)}, "
    health = one.health_words or HEALTH_WORDS[one.health.value]
    post = " · ".join([*one.posts, *filter(None, [one.contact.place])])
    head = [post, f"{strength}{health[:1].lower()}{health[1:]}", ", ".join([*one.relations, *one.tags])]
    name = one_line(one.contact.display, NAME_LENGTH)
    return Person(one.contact.pk, name, [line for line in head if line], list(_sections(one, today)))


def _sections(one: PersonBrief, today: date) -> Iterator[Section]:
    """The parts of a brief; what is asked about already is not told once more."""
    found = (
        ("To ask", [("", words) for words in one.asks]),
        ("Last talks", [("", _talk(talk, today)) for talk in one.talks[:TALKS]]),
        ("Promised", [(row.text, _promise(row, today)) for row in one.promises]),
        ("Dates", [(row.words, f"{row.words}, {near(row.day, today)}") for row in one.dates]),
        ("Favours", [("", one.balance)] if one.balance else []),
        ("New at theirs", [(words, words) for words in one.news]),
        ("Open", [(row.words, row.words) for row in one.waiting]),
    )
    for title, rows in found:
        lines = [one_line(line, LINE_LENGTH) for key, line in rows if not _is_asked(key, one.asks)]
        if lines:
            yield Section(title, lines)


def _is_asked(key: str, asks: list[str]) -> bool:
    return bool(key) and any(key in words for words in asks)


def _talk(talk: Told, today: date) -> str:
    where = f" at {talk.place}" if talk.place else ""
    words = f": {talk.note}" if talk.note else ""
    return f"{talk.kind}{where}, {as_known(talk.day, talk.precision, today)}{words}"


def _promise(row: Promise, today: date) -> str:
    text = f"“{row.text}”" if row.is_quote else row.text
    day = f" ({near(row.day, today)})" if row.day else ""
    return f"{SAID[Whose(row.whose)]}: {text}{day}"
