"""Whom somebody knows and what they are to the owner, as lines of a card; and by which UID a card is known."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Prefetch

from accounts.models import User
from contacts.models import Contact, KeptLines, Relation, Tie
from domain.cards import Property, text_property
from domain.ties import role_in
from transfer.exports.kept_lines import Kept, related_key
from transfer.formats.vcard.drafts import OUR_GROUPS, OURS
from transfer.formats.vcard.related import TYPE_OF_ROLE

BOOK = UUID("0f3c2f7e-6a55-5d0a-8a61-3c1f3f5b7a20")


def uid_of(owner: User, contact: Contact) -> str:
    """By which other programs know a person's card: what its own card said, or one that stays as the person does."""
    kept: KeptLines | None = getattr(contact, "kept_lines", None)
    made = f"{owner.date_joined.isoformat()}|{contact.pk}"
    return kept.uid if kept and kept.uid else str(uuid5(BOOK, made))


def known_to(owner: User) -> tuple[Prefetch[Any, Any, Any], ...]:
    """What `related_lines` has to have at hand: the live ties with live people, and the relations."""
    live = Tie.objects.owned_by(owner).order_by("pk")
    ahead = live.filter(other__deleted_at=None).select_related("other__kept_lines")
    back = live.filter(one__deleted_at=None).select_related("one__kept_lines")
    return (
        Prefetch("ties", queryset=ahead, to_attr="known_ties"),
        Prefetch("ties_back", queryset=back, to_attr="known_back"),
        Prefetch("relations", queryset=Relation.objects.owned_by(owner), to_attr="known_relations"),
    )


def knows(contact: Contact) -> Iterator[tuple[str, Contact, Tie]]:
    """Whom a person knows: what the other is to them, the other, and the tie; they must be at hand."""
    for row in getattr(contact, "known_ties", []):
        yield role_in(row.kind, of_one=False), row.other, row
    for row in getattr(contact, "known_back", []):
        yield role_in(row.kind, of_one=True), row.one, row


def related_lines(contact: Contact, kept: Kept, version: str) -> Iterator[Property]:
    """A line for each tie, in the words of the version, with ours beside them; and one for each relation."""
    for number, (role, other, row) in enumerate(knows(contact), start=1):
        group = f"{OUR_GROUPS}r{number}"
        plain = _plain(other.display, role, version, group)
        prop = kept.dressed(related_key(other.display, role), plain)
        own = {"ROLE": role, "UID": uid_of(contact.owner, other), "KNOW": str(row.estimate or "")}
        yield prop.with_params(**_named(own | _facts(row)))
        if prop.group == group:
            yield text_property("X-ABLABEL", role.capitalize(), group=group)
    for relation in getattr(contact, "known_relations", []):
        yield text_property(OURS + "RELATION", relation.kind).with_params(**_named(_facts(relation)))


def _plain(name: str, role: str, version: str, group: str) -> Property:
    if version == "4.0":
        kind = TYPE_OF_ROLE.get(role, "contact")
        return text_property("RELATED", name).with_params(TYPE=kind, VALUE="text")
    return text_property("X-ABRELATEDNAMES", name, group=group)


def _facts(row: Any) -> dict[str, str]:
    confirmed = row.confirmed_on.isoformat() if row.confirmed_on else ""
    return {"SINCE": row.since, "UNTIL": row.until, "CONFIRMED": confirmed, "NOTE": row.note}


def _named(told: dict[str, str]) -> dict[str, str]:
    return {OURS + name: text for name, text in told.items()}
