"""A page of Markdown for each person: the card, the notes, and what happened."""

import os
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from accounts.models import User
from contacts.models import Contact, Identity, Note, Relation, Tie
from domain import partial
from interactions.models import Precision
from network.models import Link
from relationships.models import Standing
from transfer.exports.filenames import Names
from transfer.exports.happened import Happened, happened_with
from transfer.exports.people import people, reach
from transfer.exports.related_lines import knows

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_AT_START = re.compile(r"^(\s*)([-+=>]|\d+[.)])")
AT_ONCE = 200
Lines = Iterator[str]


def write_markdown(
    *, owner: User, target: BinaryIO, today: date, contact_ids: Collection[int] | None = None
) -> int:
    """Write a zip with one file for each person, named after them; how many there are."""
    names, count = Names(), 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for contact, page in person_pages(owner, today, contact_ids):
            archive.writestr(names.take(contact.display, ".md"), page)
            count += 1
    return count


def write_pages(*, owner: User, folder: Path, today: date) -> int:
    """Write the same files into a folder that is there; how many there are."""
    names, count = Names(), 0
    for contact, page in person_pages(owner, today):
        path = folder / names.take(contact.display, ".md")
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(page)
        count += 1
    return count


def person_pages(
    owner: User, today: date, contact_ids: Collection[int] | None = None
) -> Iterator[tuple[Contact, str]]:
    """Everybody, or the contacts with these ids, by name, each with their page."""
    everybody = people(owner, contact_ids)
    while some := list(islice(everybody, AT_ONCE)):
        rows = happened_with(owner, [contact.pk for contact in some])
        yield from ((contact, _page(contact, rows.get(contact.pk, []), today)) for contact in some)


def _page(contact: Contact, rows: Iterable[Happened], today: date) -> str:
    parts = [
        [f"# {inline(contact.display)}", *_facts(contact, today)],
        _section("Reach", _reach(contact)),
        _section("Work", (_post(post) for post in contact.posts.all())),
        _section("Knows", (_tie(role, other, row) for role, other, row in knows(contact))),
        _section("To me", (_relation(row) for row in getattr(contact, "known_relations", []))),
        _section("Dates", (f"{opening(str(row))}: {row.day_words}" for row in contact.dates.all())),
        _section("Addresses", (_address(row) for row in contact.addresses.all())),
        _section("Linked", (_link(row) for row in contact.links.all())),
        _notes(contact.notes.all()),
        _section("What happened", (_happened(row, contact) for row in rows)),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def inline(text: str) -> str:
    """A text within one line, so that none of it is read as Markdown."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def opening(text: str) -> str:
    """The same where the line begins with it: it is no list, either."""
    return _AT_START.sub(r"\1\\\2", inline(text))


def quoted(text: str) -> list[str]:
    """A longer text as a quotation, whose headings and lists are its own."""
    return [f"> {line}".rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def _section(title: str, lines: Iterable[str]) -> list[str]:
    found = [f"* {line}" for line in lines]
    return [f"## {title}", "", *found] if found else []


def _facts(contact: Contact, today: date) -> list[str]:
    through = contact.met_through if contact.met_through and contact.met_through.deleted_at is None else None
    facts = (
        ("Nickname", contact.nickname),
        ("Lives in", contact.place),
        ("Circle", contact.get_circle_display() if contact.circle else ""),
        ("Tags", ", ".join(tag.name for tag in contact.tags.all())),
        ("How we met", contact.met_how),
        ("When we met", partial.show(contact.met_on) if contact.met_on else ""),
        ("Where we met", contact.met_where),
        ("Met through", through.display if through else ""),
        ("Now", contact.get_state_display() if contact.state != "active" else ""),
        ("Relationship", _standing(contact, today)),
    )
    told = [f"* {name}: {inline(value)}" for name, value in facts if value]
    return ["", *told] if told else []


def _standing(contact: Contact, today: date) -> str:
    standing: Standing | None = getattr(contact, "standing", None)
    if standing is None:
        return ""
    standing.contact = contact
    last = f", last in touch on {standing.last_day.isoformat()}" if standing.last_day else ""
    if contact.hides_strength or not contact.owner.shows_strength:
        return last.removeprefix(", ")
    return f"{standing.health_on(today).value}, {standing.strength_on(today):.1f} of 10{last}"


def _reach(contact: Contact) -> Lines:
    for kind in Identity.Kind:
        for row in reach(contact, kind):
            network = f" ({row.network})" if row.network and kind == Identity.Kind.HANDLE else ""
            yield f"{kind.label}: {inline(row.shown)}{network}"


def _post(post: object) -> str:
    since, until = getattr(post, "since", ""), getattr(post, "until", "")
    span = f" ({since or '…'} to {until or 'now'})" if since or until else ""
    return f"{opening(str(post))}{span}"


def _tie(role: str, other: Contact, row: Tie) -> str:
    how_well = f", know each other {row.estimate} of 10" if row.estimate else ""
    return f"{opening(other.display)}: {role}{_when(row)}{how_well}{_noted(row)}"


def _relation(row: Relation) -> str:
    return f"my {row.kind}{_when(row)}{_noted(row)}"


def _when(row: Tie | Relation) -> str:
    span = partial.show_span(row.since, row.until)
    return f" ({span})" if span else ""


def _noted(row: Tie | Relation) -> str:
    return f" – {inline(row.note)}" if row.note else ""


def _address(row: object) -> str:
    label = getattr(row, "label", "")
    return f"{opening(label)}: {inline(str(row))}" if label else opening(str(row))


def _link(row: Link) -> str:
    since = f" since {row.since.isoformat()}" if row.since else ""
    until = f" until {row.until.isoformat()}" if row.until else ""
    return f"{row.get_network_display()}{since}{until}"


def _notes(notes: Iterable[Note]) -> list[str]:
    lines = ["## Notes"]
    for note in notes:
        sensitive = " (sensitive)" if note.sensitive else ""
        lines += ["", f"### {note.created_at:%Y-%m-%d}{sensitive}", "", *quoted(note.text)]
    return lines if len(lines) > 1 else []


def _happened(row: Happened, contact: Contact) -> str:
    """ "2026-03-01: Coffee with Bert at Kaffa, 45 minutes – the radio fair"."""
    others = [name for name in row.names if name != contact.display]
    when = row.day.isoformat() if row.precision == Precision.DAY else _roughly(row)
    words = [row.kind_words]
    words += [f"with {', '.join(map(inline, others))}"] if others else []
    words += [f"at {inline(row.place)}"] if row.place else []
    minutes = f", {row.minutes} minutes" if row.minutes else ""
    note = f" – {inline(row.note)}" if row.note else ""
    return f"{when}: {' '.join(words)}{minutes}{note}"


def _roughly(row: Happened) -> str:
    shown = {
        Precision.WEEK: f"the week of {row.day.isoformat()}",
        Precision.MONTH: f"{row.day:%Y-%m}",
        Precision.YEAR: f"{row.day:%Y}",
    }
    return shown.get(Precision(row.precision), "some time")
