"""The lines of one person's card: what the book holds, in the words of the card it came from where there is one."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC
from urllib.parse import quote

from contacts.models import Address, Contact, Identity, ImportantDate, Note, Post, State
from domain.cards import Day, Property, day_property, photo_property, read_line, text_property, translated
from domain.identity import profile_key
from transfer.exports.kept_lines import Kept, address_key, identity_key, organisation_key
from transfer.exports.related_lines import related_lines
from transfer.formats.values import AddressSaid
from transfer.formats.vcard.about import ALIAS
from transfer.formats.vcard.drafts import OUR_GROUPS, OURS
from transfer.formats.vcard.reach import PROFILE

PRODUCT = "-//Rapport//EN"
TYPED = ("Home", "Work")
"""Labels that every program knows as types."""


def properties_of(contact: Contact, uid: str, version: str) -> list[Property]:
    """All properties of a contact's card for version "3.0" or "4.0"; its related rows must be at hand."""
    kept_lines = getattr(contact, "kept_lines", None)
    kept = Kept([prop for line in (kept_lines.lines if kept_lines else ()) if (prop := read_line(line))])
    photo = getattr(contact, "photo", None)
    found = [
        text_property("PRODID", PRODUCT),
        text_property("UID", uid),
        *_names(contact, kept),
        *_reach(contact, kept),
        *_posts(contact, kept),
        *_dates(contact, version),
        *_addresses(contact, kept),
        *_texts(contact),
        *related_lines(contact, kept, version),
        *_own(contact),
        *([photo_property(bytes(photo.data), version)] if photo else []),
    ]
    found += kept.others([prop.name for prop in found])
    return [translated(prop, version) for prop in found]


def _names(contact: Contact, kept: Kept) -> Iterator[Property]:
    """Middle names and titles are those of the card that came, as long as it is there."""
    yield text_property("FN", contact.display)
    yield text_property("N", contact.family, contact.given, *kept.parts_of("N", 5)[2:])
    if contact.nickname:
        yield text_property("NICKNAME", contact.nickname)
    aliases = [row.shown for row in contact.identities.all() if row.kind == Identity.Kind.ALIAS]
    if aliases:
        yield text_property("NICKNAME", *aliases, separator=",").with_params(TYPE=ALIAS)


def _reach(contact: Contact, kept: Kept) -> Iterator[Property]:
    for row in contact.identities.all():
        if row.kind != Identity.Kind.ALIAS:
            yield kept.dressed(identity_key(row.kind, row.network, row.shown), _reached(row))


def _reached(row: Identity) -> Property:
    if row.kind == Identity.Kind.EMAIL:
        return text_property("EMAIL", row.shown)
    if row.kind == Identity.Kind.PHONE:
        return text_property("TEL", row.shown)
    if row.kind == Identity.Kind.PROFILE:
        page = text_property("URL", row.shown)
        return page if profile_key(row.shown) else page.with_params(**{OURS + "URL": PROFILE})
    handle = quote(row.shown.removeprefix("@"), safe="@")
    return text_property("IMPP", f"x-apple:{handle}").with_params(X_SERVICE_TYPE=row.network)


def _posts(contact: Contact, kept: Kept) -> Iterator[Property]:
    """The first present post in the words of the standard, the others in our own."""
    posts = list(contact.posts.all())
    present = next((post for post in posts if not post.until), None)
    for post in posts:
        if post is present:
            yield from _present(post, kept)
        else:
            yield text_property(OURS + "POST", post.organisation, post.title, post.since, post.until)


def _present(post: Post, kept: Kept) -> Iterator[Property]:
    since = {OURS + "SINCE": post.since}
    if post.organisation:
        plain = text_property("ORG", post.organisation)
        yield kept.dressed(organisation_key(post.organisation), plain).with_params(**since)
    if post.title:
        title = text_property("TITLE", post.title)
        yield title if post.organisation else title.with_params(**since)


def _dates(contact: Contact, version: str) -> Iterator[Property]:
    """The first birthday, and in 4.0 the anniversary, have their own names; the others a label beside them."""
    plain = {ImportantDate.Kind.BIRTHDAY: "BDAY"}
    if version == "4.0":
        plain[ImportantDate.Kind.ANNIVERSARY] = "ANNIVERSARY"
    for number, row in enumerate(contact.dates.all(), start=1):
        day = Day(row.month, row.day, row.year)
        kind = ImportantDate.Kind(row.kind)
        if kind in plain and not row.label:
            yield day_property(plain.pop(kind), day, version)
            continue
        group = f"{OUR_GROUPS}{number}"
        yield day_property("X-ABDATE", day, version, group).with_params(TYPE=kind.value)
        label = row.label or (f"_$!<{kind.label}>!$_" if kind != ImportantDate.Kind.OTHER else "")
        if label:
            yield text_property("X-ABLABEL", label, group=group)


def _addresses(contact: Contact, kept: Kept) -> Iterator[Property]:
    for number, row in enumerate(contact.addresses.all(), start=1):
        said = AddressSaid(*(getattr(row, field.name) for field in fields(AddressSaid)))
        prop = kept.dressed(address_key(said), _address(row, f"{OUR_GROUPS}a{number}"))
        yield prop
        if prop.group == f"{OUR_GROUPS}a{number}":
            yield text_property("X-ABLABEL", row.label, group=prop.group)


def _address(row: Address, group: str) -> Property:
    parts = (row.po_box, row.extended, row.street, row.city, row.region, row.postal_code, row.country)
    if not row.label or row.label in TYPED:
        return text_property("ADR", *parts).with_params(TYPE=row.label.upper())
    return text_property("ADR", *parts, group=group)


def _texts(contact: Contact) -> Iterator[Property]:
    tags = [tag.name for tag in contact.tags.all()]
    if tags:
        yield text_property("CATEGORIES", *tags, separator=",")
    notes: list[Note] = getattr(contact, "open_notes", [])
    for note in notes:
        at = note.created_at.astimezone(UTC).isoformat()
        yield text_property("NOTE", note.text).with_params(**{OURS + "AT": at})


def _own(contact: Contact) -> Iterator[Property]:
    """What no version of the standard has a place for."""
    texts = {
        "CIRCLE": contact.circle,
        "PLACE": contact.place,
        "MET-HOW": contact.met_how,
        "MET-ON": contact.met_on,
        "MET-WHERE": contact.met_where,
        "PINNED": "1" if contact.is_pinned else "",
        "FAMILY": "1" if contact.is_family else "",
        "DECEASED": "1" if contact.state == State.DECEASED else "",
    }
    yield from (text_property(OURS + name, text) for name, text in texts.items() if text)
    for link in contact.links.all():
        since, until = (day.isoformat() if day else "" for day in (link.since, link.until))
        yield text_property(OURS + "LINK", link.network, since, until, link.address)
