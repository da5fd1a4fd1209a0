"""What the owner's own word makes of a standing, in one path, and the way back from it."""

from copy import copy
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.services import hold_book
from contacts.models import Contact
from domain.strength import Touch
from interactions.queries import spoken_since, touches_with
from relationships.models import Standing
from relationships.services import Said, freeze, keep_said, rescore, thaw
from reminders.services import change_person

OF_CONTACT = ("is_family", "is_pinned", "state", "left_how")
OF_STANDING = ("rating_day", "rating_delta", "rated_value", "rated_half_life", "frozen_on")
Change = dict[str, tuple[Any, Any]]
"""Name of a word → what it was, and what it became. Plain values, for a link that takes it back."""


@dataclass(frozen=True, slots=True)
class Words:
    """All that the owner said about one person; days are ordinals, half-lives days."""

    is_family: bool
    is_pinned: bool
    state: str
    left_how: str
    rating_day: int | None
    rating_delta: float
    rated_value: float | None
    rated_half_life: int | None
    frozen_on: int | None

    @property
    def said(self) -> Said:
        return Said(self.rating_day, self.rating_delta, self.rated_value, self.rated_half_life)


def words_about(contact: Contact) -> Words:
    """What is said about a contact now: one query."""
    rows = Standing.objects.owned_by(contact.owner).filter(contact=contact)
    standing = rows.first() or Standing()
    about = {name: getattr(contact, name) for name in OF_CONTACT}
    return Words(**about, **{name: getattr(standing, name) for name in OF_STANDING})


@transaction.atomic
def change_words(*, contact: Contact, now: datetime, **new: Any) -> Change:
    """Say something new about a contact and let it take effect. Returns what `take_back` needs."""
    hold_book(owner=contact.owner)
    before = words_about(contact)
    _put(contact, before, replace(before, **new), now)
    was, now_said = asdict(before), asdict(words_about(contact))
    return {name: (was[name], now_said[name]) for name in was if was[name] != now_said[name]}


@transaction.atomic
def take_back(*, contact: Contact, change: Change, now: datetime) -> bool:
    """Make everything as it was before a change. False, and nothing done, when something else was said since."""
    hold_book(owner=contact.owner)
    current = words_about(contact)
    if any(getattr(current, name) != after for name, (_before, after) in change.items()):
        return False
    _put(contact, current, replace(current, **{name: before for name, (before, _) in change.items()}), now)
    return True


def _put(contact: Contact, before: Words, words: Words, now: datetime) -> None:
    card, touches, today = copy(contact), touches_with(contact), now.date()
    for name in OF_CONTACT:
        setattr(contact, name, getattr(words, name))
    contact.save(update_fields=[*OF_CONTACT, "updated_at"])
    if words.frozen_on is None:
        thaw(contact=contact, today=today)
    else:
        freeze(contact=contact, today=today, on=date.fromordinal(words.frozen_on))
    keep_said(contact=contact, said=words.said, touches=touches, today=today)
    if _is_thawing(before, words, touches):
        rescore(contact=contact, touches=touches, today=today)
    change_person(contact=contact, before=card, now=now, spoken=spoken_since)


def _is_thawing(before: Words, after: Words, touches: list[Touch]) -> bool:
    """Whether touches count now that did not, or the other way round."""
    ends = [words.frozen_on for words in (before, after) if words.frozen_on is not None]
    is_other = before.frozen_on != after.frozen_on
    return is_other and any(touch.day > min(ends) for touch in touches)
