"""What was said and promised lately: the last talks, open promises and notes of up to a dozen people."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from accounts.clock import zone_of
from accounts.models import User
from contacts.models import Contact, Note
from dashboard.brief.values import Promise, Told
from domain.briefwords import Whose, promises_in
from domain.digestwords import one_line
from interactions.models import Interaction, Participation, Precision
from interactions.queries import sensitive_follow_ups
from reminders.models import Reminder
from reminders.queries import BY_HAND

TALKS = 5
NOTE_LENGTH = 220
NOTES_READ = 5
MOST_OPEN = 5
MOST_PROMISES = 8
HIDDEN = "Something you noted"


@dataclass(frozen=True, slots=True)
class Lately:
    """What is known of one person's last talks and of what was promised, newest first."""

    talks: list[Told]
    promises: list[Promise]


def first_of_each(rows: Any, by: str, order: Sequence[Any], most: int) -> Any:
    """The first rows of each group, in one query; `by` is the column that groups."""
    place = Window(RowNumber(), partition_by=[F(by)], order_by=list(order))
    return rows.annotate(place_in_group=place).filter(place_in_group__lte=most).order_by(by, "place_in_group")


def lately_with(user: User, people: Collection[Contact], *, leaves: bool) -> dict[int, Lately]:
    """The last five talks with each and the promises, in five queries.

    With `leaves` it is for a mail: nothing sensitive, no notes about a person and no side notes.
    """
    talks, quotes = _talks(user, people, leaves)
    promises = _open_reminders(user, people, leaves)
    for pk, found in _noted(user, people, leaves).items():
        quotes[pk] += found
    return {
        one.pk: Lately(talks[one.pk], [*promises[one.pk], *_newest(quotes[one.pk])][:MOST_PROMISES])
        for one in people
    }


def _newest(quotes: Iterable[Promise]) -> list[Promise]:
    """Each sentence once, the newest first."""
    by_text = {quote.text: quote for quote in sorted(quotes, key=lambda one: one.day or date.min)}
    return sorted(by_text.values(), key=lambda one: one.day or date.min, reverse=True)[:MOST_OPEN]


def _talks(
    user: User, people: Collection[Contact], leaves: bool
) -> tuple[dict[int, list[Told]], dict[int, list[Promise]]]:
    given = {one.pk: one.given for one in people}
    talks: dict[int, list[Told]] = defaultdict(list)
    quotes: dict[int, list[Promise]] = defaultdict(list)
    for row in _newest_talks(user, given):
        talks[row.contact_id].append(_told(row, leaves))
        quotes[row.contact_id] += _quotes_of_talk(row, given[row.contact_id], leaves)
    return talks, quotes


def _newest_talks(user: User, ids: Iterable[int]) -> list[Participation]:
    """The newest talks of each: first which they are, then only those with their words."""
    rows = Participation.objects.owned_by(user)
    talked = rows.filter(contact__in=list(ids), talked=True, interaction__deleted_at=None)
    order = [
        F("interaction__day").desc(),
        F("interaction__at").desc(nulls_last=True),
        F("interaction_id").desc(),
    ]
    newest = first_of_each(talked.exclude(interaction__kind="linked"), "contact_id", order, TALKS)
    found = list(newest.values_list("pk", flat=True))
    known = rows.select_related("interaction").in_bulk(found)
    return [known[pk] for pk in found if pk in known]


def _told(row: Participation, leaves: bool) -> Told:
    talk = row.interaction
    is_shown = not (leaves and talk.sensitive)
    words = [talk.note] if leaves else [talk.note, row.side_note]
    note = " · ".join(filter(None, words)) if is_shown else ""
    return Told(
        talk.pk,
        talk.get_kind_display(),
        talk.icon,
        talk.day,
        talk.precision,
        talk.place if is_shown else "",
        one_line(note, NOTE_LENGTH),
        talk.sensitive,
    )


def _quotes_of_talk(row: Participation, given: str, leaves: bool) -> Iterator[Promise]:
    talk = row.interaction
    if leaves and talk.sensitive:
        return
    for text in [talk.note] if leaves else [talk.note, row.side_note]:
        yield from _quotes(text, given, exact_day(talk), talk.sensitive)


def exact_day(talk: Interaction | Told) -> date | None:
    """The day of a talk, where it is known to the day."""
    return talk.day if talk.precision == Precision.DAY else None


def _quotes(text: str, given: str, day: date | None, is_sensitive: bool) -> Iterator[Promise]:
    for quote in promises_in(text, given):
        yield Promise(quote.whose, quote.text, day, is_quote=True, is_sensitive=is_sensitive)


def _open_reminders(user: User, people: Collection[Contact], leaves: bool) -> dict[int, list[Promise]]:
    rows = Reminder.objects.owned_by(user).filter(
        contact__in=[one.pk for one in people], finished_at=None, kind__in=BY_HAND
    )
    found = list(first_of_each(rows, "contact_id", [F("starts_on").asc(nulls_last=True), F("pk")], MOST_OPEN))
    hidden = sensitive_follow_ups(user, [row.pk for row in found])
    promises: dict[int, list[Promise]] = defaultdict(list)
    for row in found:
        text = HIDDEN if leaves and row.pk in hidden else one_line(row.text, NOTE_LENGTH)
        day = None if row.every else row.starts_on  # the first day of what repeats says little
        mine = Promise(Whose.MINE, text, day, is_quote=False, is_sensitive=row.pk in hidden)
        promises[row.contact_id].append(mine)
    return promises


def _noted(user: User, people: Collection[Contact], leaves: bool) -> dict[int, list[Promise]]:
    """What the newest notes about each quote as promised. A note about a person never leaves."""
    if leaves:
        return {}
    given, zone = {one.pk: one.given for one in people}, zone_of(user)
    rows = Note.objects.owned_by(user).filter(contact__in=list(given))
    found: dict[int, list[Promise]] = defaultdict(list)
    for note in first_of_each(rows, "contact_id", [F("created_at").desc(), F("pk").desc()], NOTES_READ):
        day = note.created_at.astimezone(zone).date()
        found[note.contact_id] += _quotes(note.text, given[note.contact_id], day, note.sensitive)
    return found
