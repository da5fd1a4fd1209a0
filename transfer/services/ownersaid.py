"""The step that takes in what a file says about its owner: only what they have not told themselves is added."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from domain.keys import email_key
from domain.linkstays import same_name
from network.models import AboutMe
from transfer.formats.values import OwnerSaid, StaySaid
from transfer.models import RunRows
from transfer.services.job import Chunk, Job, Row, writing
from transfer.services.journal import Journal

NAME, PLACE, PART = 200, 200, 10
MOST_STAYS, MOST_EMAILS = 50, 50


def owner_chunks(job: Job, cursor: int) -> Iterator[Chunk]:
    """All that the upload says about its owner, at once."""
    said = list(job.items(OwnerSaid))
    if not said or cursor:
        return
    about = AboutMe.objects.owned_by(job.owner).first() or AboutMe()
    words = ", ".join(name for name in missing(about, said))
    act = RunRows.Act.UPDATED if words else RunRows.Act.UNCHANGED
    row = Row(said[0].file, said[0].line, act.value, f"about you: {words or 'nothing new'}")
    yield Chunk(1, prepare=writing(_write, said=said) if words else None, total=1, rows=[row])


def missing(about: AboutMe, said: Iterable[OwnerSaid]) -> dict[str, Any]:
    """The fields of AboutMe that change, with their new values; what the owner wrote stays as it is."""
    name, place = about.name, about.place
    emails, employers, schools = list(about.emails), list(about.employers), list(about.schools)
    for one in said:
        name, place = name or one.name[:NAME], place or one.place[:PLACE]
        emails += [key for text in one.emails if (key := email_key(text)) and key not in emails]
        employers += _new_stays(about.employers, employers, one.employers)
        schools += _new_stays(about.schools, schools, one.schools)
    now = {
        "name": name,
        "emails": emails[: max(MOST_EMAILS, len(about.emails))],
        "place": place,
        "employers": employers[: max(MOST_STAYS, len(about.employers))],
        "schools": schools[: max(MOST_STAYS, len(about.schools))],
    }
    return {field: value for field, value in now.items() if value != getattr(about, field)}


def _new_stays(
    told: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]], said: Iterable[StaySaid]
) -> list[dict[str, Any]]:
    """The stays at places that the owner has not told of, each once."""
    new: list[dict[str, Any]] = []
    for one in said:
        stay = asdict(one) | {"name": one.name[:NAME], "first": one.first[:PART], "last": one.last[:PART]}
        is_told = any(same_name(one.name, str(known.get("name", ""))) for known in told)
        if one.name and not is_told and stay not in found and stay not in new:
            new.append(stay)
    return new


def _write(*, journal: Journal, said: Sequence[OwnerSaid], now: datetime) -> None:
    """One note for each field, so that undo takes back those that the owner left alone."""
    about, _made = AboutMe.objects.owned_by(journal.run.owner).get_or_create(owner=journal.run.owner)
    for field, value in missing(about, said).items():
        journal.update(AboutMe, (field,), [(about, value)])
