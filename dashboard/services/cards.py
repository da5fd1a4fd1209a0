"""Saving cards, one or many, and letting the changes take effect."""

from collections.abc import Sequence
from copy import copy
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.services import hold_book
from contacts.forms import Changes, ContactForm
from contacts.models import Contact
from contacts.services import index_contacts, save_contact, tags_named
from interactions.queries import spoken_since, touches_with
from relationships.services import GONE, rescore
from reminders.services import change_person


@transaction.atomic
def save_card(*, form: ContactForm, rows: Sequence[Any], now: datetime) -> Contact:
    """Save a valid card with its valid formsets, and let the changes take effect. Returns the contact."""
    contact = form.instance
    hold_book(owner=contact.owner)
    before = Contact.objects.owned_by(contact.owner).filter(pk=contact.pk).first()
    contact.met_through = form.cleaned_data["through"]
    save_contact(contact=contact, aliases=form.alias_list())
    contact.tags.set(tags_named(owner=contact.owner, text=form.cleaned_data["tag_names"]))
    for formset in rows:
        formset.instance = contact
        formset.save()
    index_contacts(owner=contact.owner, contact_ids=[contact.pk])
    take_effect(contact=contact, before=before, now=now)
    return contact


def take_effect(*, contact: Contact, before: Contact | None, now: datetime) -> None:
    """Let a saved card's changes take effect; who comes back from having left is replayed."""
    change_person(contact=contact, before=before, now=now, spoken=spoken_since)
    if before is not None and before.state in GONE and contact.state not in GONE:
        rescore(contact=contact, touches=touches_with(contact), today=now.date())


@transaction.atomic
def change_many(*, owner: User, contacts: Sequence[Contact], changes: Changes, now: datetime) -> None:
    """Set circle, state, pins and tags of many people at once; what is None in `changes` stays as it is."""
    hold_book(owner=owner)
    added = tags_named(owner=owner, text=changes.add_tags)
    for contact in contacts:
        before = copy(contact)
        if changes.circle is not None:
            contact.circle = changes.circle
        if changes.state is not None:
            contact.state = changes.state
        _hold(contact, changes.held)
        contact.save()
        contact.tags.add(*added)
        if changes.drop_tag is not None:
            contact.tags.remove(changes.drop_tag)
        take_effect(contact=contact, before=before, now=now)
    index_contacts(owner=owner, contact_ids=[contact.pk for contact in contacts])


def _hold(contact: Contact, held: str) -> None:
    """Pin somebody or call them family, or no longer; nothing for other words."""
    if held in ("pin", "unpin"):
        contact.is_pinned = held == "pin"
    elif held in ("family", "not family"):
        contact.is_family = held == "family"
