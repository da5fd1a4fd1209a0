"""Exports going in, and what is in the book afterwards."""

import io
from datetime import date, datetime
from typing import Any

from accounts.models import User
from contacts.models import Contact, Identity, NameKey, Post, SearchText, Spelling, Trace
from interactions.models import Participation
from network.models import Link, LinkRequest
from relationships.models import Standing
from relationships.services import FIELDS
from tests.conftest import NOON
from tests.samples.linkedin import make_export
from transfer.models import ImportRun
from transfer.services.runs import open_run
from transfer.services.uploads import store_files
from transfer.services.work import take_turn

ME = ("Owen Reed", "owen-reed")
ANNA = {
    "given": "Anna",
    "family": "Bell",
    "slug": "anna-bell",
    "company": "Fjord",
    "position": "Engineer",
    "on": date(2024, 2, 8),
}
BERT = {
    "given": "Bert",
    "family": "Quint",
    "slug": "bert-q",
    "email": "bert@example.org",
    "on": date(2021, 5, 1),
}
CARA = {"given": "Cara", "family": "Zoll", "slug": "cara-z", "company": "Kiln", "on": date(2019, 11, 30)}


def at(*when: int) -> datetime:
    """A moment as files write it, without a zone."""
    return datetime(*when)  # type: ignore[arg-type]  # noqa: DTZ001  # the file tells it or the owner's zone does


def begin(owner: User, export: bytes, *, texts: bool = False, now: datetime = NOON) -> ImportRun:
    """A run over an export, not yet worked on."""
    stored = store_files([("export.zip", io.BytesIO(export))])
    return open_run(owner=owner, stored=stored, texts=texts, now=now, queued=False)


def bring_in(
    owner: User, export: bytes | None = None, *, texts: bool = False, now: datetime = NOON, **files: Any
) -> ImportRun:
    """Import an export, or one made of these rows, to its end."""
    run = begin(owner, make_export(**files) if export is None else export, texts=texts, now=now)
    take_turn(run_id=run.pk, clock=lambda: now)
    run.refresh_from_db()
    return run


def counts(run: ImportRun) -> dict[str, int]:
    """What a run counted, without the zeros."""
    return {name: value for name, value in run.counts.items() if value and name not in ("skips", "faults")}


def wrote(sender: tuple[str, str], to: tuple[str, str], at: datetime, **row: Any) -> dict[str, Any]:
    """One message."""
    talk = {"conversation": f"2-{'-'.join(sorted((sender[1], to[1])))}"}
    return talk | {"sender": sender[0], "sender_slug": sender[1], "to": [to], "at": at} | row


def asks(name: str, slug: str, **row: Any) -> dict[str, Any]:
    """One invitation to the owner."""
    them = {"sender": name, "sender_slug": slug, "recipient": ME[0], "recipient_slug": ME[1]}
    return them | {"at": at(2026, 3, 1, 9, 30)} | row


def contact(owner: User, name: str) -> Contact:
    """The one live contact of this name."""
    return Contact.objects.owned_by(owner).get(display=name)


def book(owner: User) -> dict[str, list[Any]]:
    """Everything an import can touch, without ids and moments, in a fixed order."""
    name = "contact__display"
    standings = Standing.objects.owned_by(owner).values_list(name, *FIELDS)
    happened = Participation.objects.owned_by(owner).values_list(
        *(name, "interaction__kind", "interaction__day", "interaction__at", "interaction__began"),
        *("interaction__note", "talked", "counted", "touch_day", "touch_weight"),
    )
    found: dict[str, Any] = {
        "contacts": Contact.objects.filter(owner=owner).values_list(
            "given", "family", "display", "sort_name", "state", "deleted_at"
        ),
        "spellings": Spelling.objects.owned_by(owner).values_list(name, "text", "rank"),
        "keys": NameKey.objects.owned_by(owner).values_list(name, "trace__name", "key"),
        "words": SearchText.objects.owned_by(owner).values_list(name, "words"),
        "identities": Identity.objects.owned_by(owner).values_list(name, "kind", "network", "key", "shown"),
        "posts": Post.objects.owned_by(owner).values_list(name, "organisation", "title", "since", "until"),
        "links": Link.objects.owned_by(owner).values_list(name, "network", "since", "until", "address"),
        "happened": happened,
        "standings": standings,
        "traces": Trace.objects.owned_by(owner).values_list("name", "key", "first_on", "last_on", "times"),
        "requests": LinkRequest.objects.owned_by(owner).values_list("name", "key", "incoming", "state", name),
    }
    return {what: sorted(rows, key=repr) for what, rows in found.items()}
