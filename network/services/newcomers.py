"""Somebody who asked comes into the book by being accepted, and leaves it again when that is taken back."""

from datetime import datetime

from contacts.models import Contact, NameKey, Post, SearchText, Spelling
from contacts.services import new_identity, save_contact
from domain.keys import profile_address, profile_key
from network.models import ClaimedMutual, Conduct, Decision, Link, LinkRequest, Question, ReviewChoice
from relationships.models import Standing
from reminders.models import Reminder
from reminders.services import add_person

DERIVED = (Spelling, NameKey, SearchText, Standing)
TAKEN_BACK: dict[type, dict[str, None]] = {ReviewChoice: {"undone_at": None}, Reminder: {"deleted_at": None}}
"""Of these, rows that were taken back are kept, but add nothing to a person."""
OF_THE_CARD = ("id", "owner", "given", "family", "display", "sort_name", "place", "created_at", "updated_at")


def add_sender(*, request: LinkRequest, now: datetime) -> Contact:
    """A new person with what the request says: name, profile, work and place.

    Raises ValueError when it says neither a name nor the key of a profile.
    """
    name = request.name.strip() or request.key
    if not name:
        raise ValueError("This request has no name. Say first who it is.")
    contact = add_person(owner=request.owner, name=name, now=now)
    contact.place = request.place
    _add_profile(request, contact)
    if request.title or request.company:
        Post.objects.create(
            owner=request.owner, contact=contact, title=request.title, organisation=request.company
        )
    return save_contact(contact=contact)


def _add_profile(request: LinkRequest, contact: Contact) -> None:
    is_profile = profile_key(request.address) is not None
    address = request.address if is_profile else profile_address(request.network, request.key)
    if not address:
        return
    try:
        new_identity(contact=contact, kind="profile", text=address).save()
    except ValueError:  # an address of another kind says nothing of the person; the request keeps it
        return


def is_untouched(*, contact: Contact, decision: Decision) -> bool:
    """Whether nothing was added to or changed on the person whom this decision brought into the book."""
    if not _is_as_made(contact, decision.request) or contact.tags.exists():
        return False
    return not any(_rows_beside(contact, decision))


def _is_as_made(contact: Contact, request: LinkRequest) -> bool:
    name = " ".join((request.name.strip() or request.key).split())[:200]
    if f"{contact.given} {contact.family}".strip() != name or contact.place != request.place:
        return False
    fields = [field for field in contact._meta.concrete_fields if field.name not in OF_THE_CARD]
    return all(getattr(contact, field.attname) == field.get_default() for field in fields)


def _rows_beside(contact: Contact, decision: Decision) -> list[bool]:
    """For each kind of row that hangs on a person, whether there are more than this decision made."""
    request, found = decision.request, []
    own: dict[type, dict[str, object]] = {
        Link: {"pk": decision.link_id},
        Reminder: {"pk": decision.reminder_id},
        Question: {"decision": decision},
        ClaimedMutual: {"request": request},
        Conduct: {"request": request},
        LinkRequest: {"pk": request.pk},
    }
    for relation in contact._meta.related_objects:
        model = relation.related_model
        if isinstance(model, str) or model in DERIVED:
            continue
        rows = model._base_manager.filter(**{relation.field.name: contact}, **TAKEN_BACK.get(model, {}))
        if model._meta.model_name in ("identity", "post"):
            found.append(rows.count() > 1)
        else:
            found.append((rows.exclude(**own[model]) if model in own else rows).exists())
    return found
