"""What one person's data leave as: a card, a page, or everything for themselves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from contacts.models import Contact
from transfer.exports.markdown import person_pages
from transfer.exports.out import write_vcards
from transfer.exports.subject import write_subject


@dataclass(frozen=True, slots=True)
class OnePerson:
    """One format for one person: its words, ending and media type, and what writes it."""

    label: str
    ending: str
    kind: str
    write: Callable[[Contact, BinaryIO, datetime], int]


def _vcard(contact: Contact, target: BinaryIO, now: datetime) -> int:
    return write_vcards(contact.owner, target, "4.0", [contact.pk])


def _page(contact: Contact, target: BinaryIO, now: datetime) -> int:
    return sum(
        target.write(page.encode()) for _, page in person_pages(contact.owner, now.date(), [contact.pk])
    )


def _subject(contact: Contact, target: BinaryIO, now: datetime) -> int:
    return write_subject(contact=contact, target=target, now=now)


OF_ONE: Mapping[str, OnePerson] = {
    "vcard": OnePerson("vCard", ".vcf", "text/vcard", _vcard),
    "markdown": OnePerson("Markdown", ".md", "text/markdown", _page),
    "subject": OnePerson("All about them, for them", ".zip", "application/zip", _subject),
}
