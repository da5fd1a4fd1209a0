"""Writing what happened: one straight line from a sentence to two standings and a settled nudge."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from contacts.models import Contact
from contacts.queries import contacts_with
from domain.periods import counting_day
from domain.quicklog import Ambiguous, Entry
from domain.search import search_words
from domain.strength import Touch, weigh
from interactions.models import Attendee, Interaction, Kind, Participation, Precision
from interactions.queries import read_line, touches_with
from relationships.services import absorb, rescore
from reminders.models import Reminder
from reminders.services import add_follow_up, add_person, drop_reminder, settle


@transaction.atomic
def log_interaction(
    *, owner: User, attendees: Sequence[Attendee], entry: Entry, now: datetime
) -> Interaction:
    """Record one interaction, with its consequences: standings, nudges, a follow-up.

    `now` is aware, in the owner's zone. Raises ValueError for a day after today or for nobody at all.
    """
    if entry.day > now.date():
        raise ValueError("That day is still to come. Make it a reminder instead.")
    if not attendees:
        raise ValueError("Say with whom.")
    interaction = Interaction(owner=owner)
    _fill(interaction, entry, now)
    interaction.follow_up = _follow_up(owner, attendees, entry, now)
    interaction.save()
    rows = _write_participations(interaction, attendees)

    for row in rows:
        if row.touch_weight is not None and row.touch_day is not None:
            touch = Touch(row.touch_day, row.touch_weight, row.counted, interaction.kind)
            absorb_or_rescore(contact=row.contact, touch=touch, today=now.date())
    settle(contacts=[row.contact for row in rows], now=now)
    return interaction


@transaction.atomic
def change_interaction(
    *, interaction: Interaction, attendees: Sequence[Attendee], entry: Entry, now: datetime
) -> Interaction:
    """Rewrite an interaction and replay everyone who was or is now part of it. Errors as in log_interaction."""
    if entry.day > now.date():
        raise ValueError("That day is still to come. Make it a reminder instead.")
    if not attendees:
        raise ValueError("Say with whom.")
    before = people_of(interaction)
    _fill(interaction, entry, now)
    interaction.save()
    interaction.participations.all().delete()
    rows = _write_participations(interaction, attendees)
    _replay({*before, *(row.contact for row in rows)}, now)
    return interaction


@transaction.atomic
def remove_interaction(*, interaction: Interaction, now: datetime) -> None:
    """Hide an interaction everywhere and replay its people; `restore_interaction` is the way back."""
    interaction.deleted_at = now
    interaction.save(update_fields=["deleted_at"])
    interaction.participations.update(touch_day=None, touch_weight=None)
    if interaction.follow_up:
        drop_reminder(reminder=interaction.follow_up, now=now)
    _replay(people_of(interaction), now)


@transaction.atomic
def restore_interaction(*, interaction: Interaction, now: datetime) -> Interaction:
    """Bring a removed interaction back, with its touches and its follow-up."""
    interaction.deleted_at = None
    interaction.save(update_fields=["deleted_at"])
    rows = list(interaction.participations.select_related("contact__owner"))
    for row in rows:
        _weigh(row, interaction, rows)
    Participation.objects.bulk_update(rows, ["touch_day", "touch_weight"])
    if interaction.follow_up:
        interaction.follow_up.deleted_at = None
        interaction.follow_up.save(update_fields=["deleted_at"])
    _replay(people_of(interaction), now)
    return interaction


def people_of(interaction: Interaction) -> set[Contact]:
    """Everyone in an interaction, those deleted since included."""
    rows = interaction.participations.select_related("contact__owner")
    return {row.contact for row in rows}


def absorb_or_rescore(*, contact: Contact, touch: Touch, today: date) -> None:
    """Take a touch in: in constant time when it is the newest, else by replaying all of them."""
    try:
        absorb(contact=contact, touch=touch, today=today)
    except ValueError:
        rescore(contact=contact, touches=touches_with(contact), today=today)


def _replay(contacts: Iterable[Contact], now: datetime) -> None:
    people = list(contacts)
    for contact in people:
        rescore(contact=contact, touches=touches_with(contact), today=now.date())
    settle(contacts=people, now=now)


def _fill(interaction: Interaction, entry: Entry, now: datetime) -> None:
    interaction.kind = Kind(entry.kind)
    interaction.precision = Precision(entry.precision)
    weekday = interaction.owner.first_weekday
    interaction.day = counting_day(entry.day, entry.precision, now.date(), weekday)
    interaction.at = entry.clock
    interaction.minutes = entry.minutes
    interaction.began = entry.began or ""
    interaction.place = entry.place[:200]
    interaction.note = entry.note
    interaction.words = search_words(f"{entry.place} {entry.note}")


def _follow_up(owner: User, attendees: Sequence[Attendee], entry: Entry, now: datetime) -> Reminder | None:
    if entry.follow_up is None:
        return None
    return add_follow_up(
        owner=owner,
        contact=attendees[0].contact,
        text=entry.follow_up.text,
        on=entry.follow_up.day,
        now=now,
    )


def _write_participations(interaction: Interaction, attendees: Sequence[Attendee]) -> list[Participation]:
    once = {attendee.contact.pk: attendee for attendee in attendees}
    rows = [
        Participation(
            owner=interaction.owner,
            interaction=interaction,
            contact=attendee.contact,
            talked=attendee.talked,
            side_note=attendee.side_note[:300],
            counted=interaction.kind != Kind.LINKED,
        )
        for attendee in once.values()
    ]
    for row in rows:
        _weigh(row, interaction, rows)
    Participation.objects.bulk_create(rows)
    return rows


def _weigh(row: Participation, interaction: Interaction, rows: Sequence[Participation]) -> None:
    """What this participation counts for: nothing for those merely present, or for "some time"."""
    if not row.talked or interaction.precision == Precision.SOME_TIME:
        row.touch_day = row.touch_weight = None
        return
    row.touch_day = interaction.day.toordinal()
    row.touch_weight = weigh(interaction.kind, interaction.minutes, len(rows))


@dataclass(frozen=True, slots=True)
class LoggedLine:
    """What became of a line: the interaction, or what keeps it from being saved."""

    entry: Entry
    interaction: Interaction | None
    contacts: tuple[Contact, ...] = ()
    unknown: tuple[str, ...] = ()
    ambiguous: tuple[Ambiguous, ...] = ()


def log_line(
    *,
    owner: User,
    line: str,
    now: datetime,
    picks: Mapping[str, int] | None = None,
    create: Collection[str] | None = None,
) -> LoggedLine:
    """Log one sentence, or answer what it leaves open, in which case nothing is saved.

    `picks` maps an ambiguous text to the id of the person meant; `create` holds the unknown names to make people
    of (None makes nobody). Raises ValueError for an empty line, a day to come, or nobody named.
    """
    entry = read_line(owner, line, now)
    picks, create = picks or {}, create or ()
    unknown = tuple(text for text in entry.unknown if text not in create)
    ambiguous = tuple(case for case in entry.ambiguous if not case.has(picks.get(case.text)))
    if entry.refused or unknown or ambiguous:
        return LoggedLine(entry, None, (), unknown, ambiguous)

    ids = [named.contact for named in entry.contacts] + [picks[case.text] for case in entry.ambiguous]
    known = {contact.pk: contact for contact in contacts_with(owner, ids)}
    with transaction.atomic():
        made = [add_person(owner=owner, name=text, now=now) for text in entry.unknown]
        contacts = (*(known[pk] for pk in dict.fromkeys(ids)), *made)
        interaction = log_interaction(
            owner=owner, attendees=[Attendee(contact) for contact in contacts], entry=entry, now=now
        )
    return LoggedLine(entry, interaction, contacts)
