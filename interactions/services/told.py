"""Favours told in a line of the quick log, with whom they are named or with those of the talk."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from accounts.models import User
from contacts.models import Contact
from domain.periods import counting_day
from domain.quickfavours import Called, Favoured
from domain.quicklog import Entry
from interactions.models import Favour, Interaction
from interactions.services.favours import record_favour

Meant = Callable[[Called], Contact]
WHOSE = "Say with whom the favour was, such as “+gave Ada advice” or “+got help from Ada”."
BY_ITSELF = "A favour by itself cannot be sensitive. Write it with the talk: “call with Ada +got advice”."


@dataclass(frozen=True, slots=True)
class Telling:
    """A line whose names are known: its entry, who a name means, and the people of its talk if it told of one."""

    owner: User
    entry: Entry
    meant: Meant
    people: Sequence[Contact] = ()
    interaction: Interaction | None = None


def record_told(*, telling: Telling, now: datetime) -> list[Favour]:
    """Write the favours of a line down: with those named in each, else with everybody of the talk.

    In a line of favours alone one without a name is with those of the one before, and the line's note is the last
    one's. Raises ValueError where nobody is named, for such a line that is sensitive, and as record_favour does.
    """
    entry, people = telling.entry, list(telling.people)
    if entry.sensitive and not entry.is_talk:
        raise ValueError(BY_ITSELF)
    made: list[Favour] = []
    for favour in _with_note(entry):
        them = list(dict.fromkeys(telling.meant(name) for name in favour.them)) or people
        if not them:
            raise ValueError(WHOSE)
        people = people if entry.is_talk else them
        made += _record(telling, favour, them, now)
    return made


def _with_note(entry: Entry) -> Iterable[Favoured]:
    """The favours; a note that belongs to no talk goes to the last of them."""
    if entry.is_talk or not entry.note or not entry.favours:
        return entry.favours
    *others, last = entry.favours
    text = " – ".join(filter(None, [last.deed.text, entry.note]))
    return [*others, replace(last, deed=replace(last.deed, text=text))]


def _record(telling: Telling, favour: Favoured, them: Sequence[Contact], now: datetime) -> list[Favour]:
    about = telling.meant(favour.about) if favour.about else None
    return [
        record_favour(
            owner=telling.owner,
            contact=contact,
            deed=favour.deed,
            on=_day(telling, favour, now.date()),
            about=None if about == contact else about,
            interaction=telling.interaction,
            now=now,
        )
        for contact in them
    ]


def _day(telling: Telling, favour: Favoured, today: date) -> date:
    entry, weekday = telling.entry, telling.owner.first_weekday
    if favour.when:
        return counting_day(favour.when.day, favour.when.precision, today, weekday)
    return counting_day(entry.day, entry.precision, today, weekday)
