"""A book as tables for spreadsheets: people, and what happened. No cell is ever taken for a formula."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, BinaryIO

from django.db.models import Count, Max, QuerySet

from accounts.models import User
from contacts.models import Address, Contact, Identity, ImportantDate, Note, Post
from domain.formulae import guarded
from interactions.models import Kind
from relationships.models import Standing
from transfer.exports.happened import happened
from transfer.exports.people import people, reach

PEOPLE_FILE, HAPPENED_FILE = "people.csv", "interactions.csv"
MOST_OF_A_KIND = 10
"""E-mails, phones and the like that get columns; with more of them the last column holds the rest."""
KINDS = {
    Identity.Kind.EMAIL: "E-mail", Identity.Kind.PHONE: "Phone", Identity.Kind.PROFILE: "Profile",
    Identity.Kind.HANDLE: "Handle", Identity.Kind.ALIAS: "Also known as",
}  # fmt: skip
PLAIN = (
    ("Name", "display"), ("Given name", "given"), ("Family name", "family"), ("Nickname", "nickname"),
    ("Place", "place"), ("Circle", "circle"), ("When we met", "met_on"), ("Where we met", "met_where"),
    ("How we met", "met_how"),
)  # fmt: skip
ADDRESS = (
    ("Street", "street"), ("Flat or floor", "extended"), ("PO box", "po_box"), ("Postal code", "postal_code"),
    ("Town", "city"), ("Region", "region"), ("Country", "country"),
)  # fmt: skip
FIXED = (
    "Company", "Job title", "Birthday", "Anniversary", "Tags", "Met through", "Other addresses", "State",
    "Last contact", "Strength", "Health",
)  # fmt: skip
HAPPENED = ("Day", "How exactly", "Time", "Kind", "With", "Minutes", "Who began it", "Place", "What about")


def write_people(*, owner: User, target: BinaryIO, today: date) -> int:
    """Write the table of people as CSV with a mark for spreadsheets (UTF-8). How many people there are.

    Everybody who is not deleted, by name. Strengths that are hidden stay hidden.
    """
    widths = _widths(owner)
    rows = (_person(contact, widths, today) for contact in people(owner))
    return _write(target, chain([_header(widths)], rows)) - 1


def write_happened(*, owner: User, target: BinaryIO) -> int:
    """Write the table of what happened, the newest first, as CSV. How many rows it has."""
    return _write(target, chain([HAPPENED], _happened(owner))) - 1


def write_tables(*, owner: User, target: BinaryIO, today: date) -> int:
    """Write both tables into one zip. How many people there are."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(PEOPLE_FILE, "w") as file:
            count = write_people(owner=owner, target=_binary(file), today=today)
        with archive.open(HAPPENED_FILE, "w") as file:
            write_happened(owner=owner, target=_binary(file))
    return count


def _binary(file: object) -> BinaryIO:
    return file  # type: ignore[return-value]  # a member of a zip is written like any file


def _write(target: BinaryIO, rows: Iterable[Sequence[str]]) -> int:
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="")
    writer, count = csv.writer(text), 0
    for row in rows:
        writer.writerow([guarded(cell) for cell in row])
        count += 1
    text.flush()
    text.detach()
    return count


def _widths(owner: User) -> dict[str, int]:
    """How many columns each kind of thing needs: the most that anybody has."""
    found = dict.fromkeys([*KINDS.values(), "Note"], 1)
    rows = Identity.objects.owned_by(owner).filter(contact__deleted_at=None).order_by()
    for kind, name in KINDS.items():
        found[name] = _most(rows.filter(kind=kind))
    found["Note"] = _most(Note.objects.owned_by(owner).filter(contact__deleted_at=None).order_by())
    return found


def _most(rows: QuerySet[Any]) -> int:
    most = rows.values("contact").annotate(many=Count("pk")).aggregate(most=Max("many"))["most"]
    return max(1, min(MOST_OF_A_KIND, most or 1))


def _header(widths: Mapping[str, int]) -> list[str]:
    many = [name for kind in (*KINDS.values(), "Note") for name in _numbered(kind, widths[kind])]
    return [*(name for name, _ in (*PLAIN, *ADDRESS)), *FIXED, *many]


def _numbered(name: str, count: int) -> list[str]:
    return [name, *(f"{name} {number}" for number in range(2, count + 1))]


def _person(contact: Contact, widths: Mapping[str, int], today: date) -> list[str]:
    addresses = list(contact.addresses.all())
    first = addresses[0] if addresses else Address()
    many = {name: [_reached(row) for row in reach(contact, kind)] for kind, name in KINDS.items()}
    many["Note"] = [note.text for note in contact.notes.all()]
    return [
        *(str(getattr(contact, column)) for _, column in PLAIN),
        *(str(getattr(first, column)) for _, column in ADDRESS),
        *_fixed(contact, addresses[1:], today),
        *(cell for name, texts in many.items() for cell in _spread(texts, widths[name])),
    ]


def _reached(row: Identity) -> str:
    """An address as it is shown; a handle with its network, without which nobody could use it."""
    return f"{row.network}: {row.shown}" if row.kind == Identity.Kind.HANDLE and row.network else row.shown


def _fixed(contact: Contact, more: Sequence[Address], today: date) -> list[str]:
    """The cells of FIXED."""
    post = next(iter(contact.posts.all()), Post())
    standing = _standing(contact)
    shows = contact.owner.shows_strength and not contact.hides_strength
    through = contact.met_through
    return [
        post.organisation,
        post.title,
        _day(contact, ImportantDate.Kind.BIRTHDAY),
        _day(contact, ImportantDate.Kind.ANNIVERSARY),
        ", ".join(tag.name for tag in contact.tags.all()),
        through.display if through is not None and through.deleted_at is None else "",
        "; ".join(map(str, more)),
        contact.get_state_display(),
        str(standing.last_day or "") if standing else "",
        f"{standing.strength_on(today):.1f}" if standing and shows else "",
        standing.health_on(today).value if standing and shows else "",
    ]


def _standing(contact: Contact) -> Standing | None:
    """The standing that came along; its contact is this one, not to be asked for again."""
    standing: Standing | None = getattr(contact, "standing", None)
    if standing is not None:
        standing.contact = contact
    return standing


def _day(contact: Contact, kind: str) -> str:
    """2001-05-12, or --05-12 where the year is not known."""
    row = next((row for row in contact.dates.all() if row.kind == kind), None)
    if row is None:
        return ""
    return f"{row.year:04}-{row.month:02}-{row.day:02}" if row.year else f"--{row.month:02}-{row.day:02}"


def _spread(texts: Sequence[str], width: int) -> list[str]:
    """The texts in so many cells; the last one holds all that is left."""
    cells = [*texts[: width - 1], "\n\n".join(texts[width - 1 :])]
    return [*cells, *[""] * (width - len(cells))]


def _happened(owner: User) -> Iterator[list[str]]:
    for row in happened(owner, "-day", "-pk"):
        if row.deleted_at is None and row.kind != Kind.LINKED:
            yield [
                row.day.isoformat(),
                row.precision,
                row.at.isoformat("minutes") if row.at else "",
                row.kind_words,
                ", ".join(row.names),
                str(row.minutes or ""),
                row.began,
                row.place,
                row.note,
            ]
