"""The rows of one interaction: what an entry says, and who took part with what it counts for."""

from collections.abc import Sequence
from datetime import datetime

from domain.periods import counting_day
from domain.quicklog import Entry
from domain.scale import Scale
from domain.search import search_words
from interactions.models import Attendee, Interaction, Kind, Participation, Precision


def fill(interaction: Interaction, entry: Entry, now: datetime) -> None:
    """Put what an entry says into an unsaved interaction; a day known by its period counts at the middle of it."""
    interaction.kind = Kind(entry.kind)
    interaction.precision = Precision(entry.precision)
    weekday = interaction.owner.first_weekday
    interaction.day = counting_day(entry.day, entry.precision, now.date(), weekday)
    interaction.at = entry.clock
    interaction.minutes = entry.minutes
    interaction.began = entry.began or ""
    interaction.place = entry.place[:200]
    interaction.note = entry.note
    interaction.sensitive = entry.sensitive
    interaction.words = search_words(f"{entry.place} {entry.note}")


def write_participations(
    interaction: Interaction, attendees: Sequence[Attendee], scale: Scale
) -> list[Participation]:
    """The rows of those who took part, each of them once, written with what they count for."""
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
        weigh_row(row, interaction, len(rows), scale)
    Participation.objects.bulk_create(rows)
    return rows


def weigh_row(row: Participation, interaction: Interaction, others: int, scale: Scale) -> None:
    """What this participation counts for: nothing for those merely present, or for "some time".

    `others` is how many people of the book took part; where more are known to have been there, they count.
    """
    if not row.talked or interaction.precision == Precision.SOME_TIME:
        row.touch_day = row.touch_weight = None
        return
    row.touch_day = interaction.day.toordinal()
    row.touch_weight = scale.weigh(interaction.kind, interaction.minutes, max(others, interaction.crowd))
