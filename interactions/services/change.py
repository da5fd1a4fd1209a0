"""Changing what happened: whoever was or is part of it is replayed."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from contacts.models import Contact
from domain.quicklog import Entry
from interactions.models import Attendee, Interaction, Participation
from interactions.queries import spoken_since, touches_with
from interactions.services.favours import move_favours
from interactions.services.rows import fill, weigh_row, write_participations
from interactions.services.scale import hold_scale
from relationships.services import rescore
from reminders.services import drop_reminder, restore_reminder, settle


@transaction.atomic
def change_interaction(
    *, interaction: Interaction, attendees: Sequence[Attendee], entry: Entry, now: datetime
) -> Interaction:
    """Rewrite an interaction and replay everyone who was or is now part of it. Errors as in log_interaction."""
    if entry.day > now.date():
        raise ValueError("That day is still to come. Make it a reminder instead.")
    if not attendees:
        raise ValueError("Say with whom.")
    scale = hold_scale(interaction.owner)
    before, day_before = people_of(interaction), interaction.day
    fill(interaction, entry, now)
    interaction.save()
    move_favours(interaction=interaction, before=day_before)
    interaction.participations.all().delete()
    rows = write_participations(interaction, attendees, scale)
    _replay({*before, *(row.contact for row in rows)}, now)
    return interaction


@transaction.atomic
def remove_interaction(*, interaction: Interaction, now: datetime) -> None:
    """Hide an interaction everywhere and replay its people; `restore_interaction` is the way back."""
    hold_scale(interaction.owner)
    interaction.deleted_at = now
    interaction.save(update_fields=["deleted_at"])
    interaction.participations.update(touch_day=None, touch_weight=None)
    if interaction.follow_up:
        drop_reminder(reminder=interaction.follow_up, now=now)
    _replay(people_of(interaction), now)


@transaction.atomic
def restore_interaction(*, interaction: Interaction, now: datetime) -> Interaction:
    """Bring a removed interaction back, with its touches and its follow-up."""
    scale = hold_scale(interaction.owner)
    interaction.deleted_at = None
    interaction.save(update_fields=["deleted_at"])
    rows = list(interaction.participations.select_related("contact__owner"))
    for row in rows:
        weigh_row(row, interaction, len(rows), scale)
    Participation.objects.bulk_update(rows, ["touch_day", "touch_weight"])
    if interaction.follow_up and interaction.follow_up.deleted_at:
        restore_reminder(reminder=interaction.follow_up, now=now)
    _replay(people_of(interaction), now)
    return interaction


def people_of(interaction: Interaction) -> set[Contact]:
    """Everyone in an interaction, those deleted since included."""
    rows = interaction.participations.select_related("contact__owner")
    return {row.contact for row in rows}


def _replay(contacts: Iterable[Contact], now: datetime) -> None:
    people = list(contacts)
    for contact in people:
        rescore(contact=contact, touches=touches_with(contact), today=now.date())
    settle(contacts=people, now=now, spoken=spoken_since)
