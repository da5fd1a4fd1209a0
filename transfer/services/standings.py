"""Standings of many contacts at once, in the transaction that changed what happened with them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from accounts import bulk
from accounts.models import User
from contacts.models import Contact
from domain.strength import Touch, replay
from interactions.models import Participation
from relationships.models import Standing
from relationships.services import FIELDS, write_state
from reminders.services import settle

BATCH = 500


def first_standing(contact: Contact, touches: Sequence[Touch]) -> list[object]:
    """The values of FIELDS of a contact that has no standing yet, from all its touches."""
    standing = Standing(contact_id=contact.pk)
    write_state(standing, replay(touches), contact)
    return _values(standing)


def rescore_people(*, owner: User, contact_ids: Collection[int], now: datetime) -> None:
    """Replay contacts from all their touches and settle their nudges; the deleted are replayed too."""
    ids = sorted(set(contact_ids))
    for start in range(0, len(ids), BATCH):
        _rescore_some(owner, ids[start : start + BATCH], now)


def _rescore_some(owner: User, ids: list[int], now: datetime) -> None:
    people = list(Contact.objects.filter(owner=owner, pk__in=ids))
    for contact in people:
        contact.owner = owner
    known = Standing.objects.owned_by(owner).in_bulk(ids)
    touches = _touches(owner, ids)
    made, changed = [], []
    for contact in people:
        standing = known.get(contact.pk)
        if standing is None:
            made.append((contact.pk, owner.pk, *first_standing(contact, touches[contact.pk])))
        else:
            before = standing.state
            state = replay(touches[contact.pk], rating=before.rating, frozen_on=before.frozen_on)
            write_state(standing, state, contact)
            changed.append((*_values(standing), contact.pk))
    bulk.insert(Standing, ("contact_id", "owner_id", *FIELDS), made)
    bulk.update(Standing, FIELDS, changed)
    settle(contacts=[one for one in people if one.deleted_at is None], now=now)


def _touches(owner: User, ids: Iterable[int]) -> dict[int, list[Touch]]:
    """All that counts, by contact; read from the index alone, as labels do not matter here."""
    found: dict[int, list[Touch]] = defaultdict(list)
    rows = Participation.objects.filter(contact__in=list(ids), touch_weight__isnull=False, owner=owner)
    for pk, day, weight, counted in rows.values_list("contact_id", "touch_day", "touch_weight", "counted"):
        found[pk].append(Touch(day, weight, counted))
    return found


def _values(standing: Standing) -> list[object]:
    return [getattr(standing, name) for name in FIELDS]
