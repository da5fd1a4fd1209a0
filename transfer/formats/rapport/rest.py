"""What happened, who asked to be linked and what the owner means to do, as an archive has them."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import time
from typing import Any

from transfer.formats.faults import Fault
from transfer.formats.rapport.people import People, day, moment, text, whole
from transfer.formats.values import Ask, Asked, Happening, Party, Task

HAPPENED, REQUESTS, REMINDERS = "interactions.jsonl", "link-requests.jsonl", "reminders.jsonl"
BY_LINK = "linked"
"""Interactions of this kind follow from the links, which the cards tell."""
BROKEN = (TypeError, ValueError, KeyError)


def happenings(people: People, asked: Asked) -> Iterator[Happening | Fault]:
    """All that happened with those who are there to be seen."""
    parties = _parties(people)
    for number, row in people.rows(HAPPENED):
        took_part = parties.pop(whole(row, "id"), [])
        if row.get("kind") == BY_LINK or not took_part:
            continue
        try:
            yield _happening(number, row, tuple(took_part))
        except BROKEN:
            yield Fault(HAPPENED, number, "is nothing that happened")


def asks(people: People) -> Iterator[Ask | Fault]:
    """All requests to be linked, of them and of the owner."""
    for number, row in people.rows(REQUESTS):
        try:
            yield Ask(
                number,
                text(row, "external_key"),
                text(row, "network"),
                row["incoming"] is True,
                text(row, "name"),
                file=REQUESTS,
                slug=text(row, "key"),
                message=text(row, "message"),
                sent_at=moment(row, "sent_at"),
                state=text(row, "state"),
            )
        except BROKEN:
            yield Fault(REQUESTS, number, "is no request")


def tasks(people: People) -> Iterator[Task | Fault]:
    """The owner's own reminders and follow-ups about somebody that are not done yet."""
    for number, row in people.rows(REMINDERS):
        key = people.keys.get(whole(row, "contact"))
        if row.get("kind") not in ("own", "follow-up") or row.get("finished_at") or not key:
            continue
        try:
            yield _task(number, row, key)
        except BROKEN:
            yield Fault(REMINDERS, number, "is no reminder")


def _parties(people: People) -> dict[int, list[Party]]:
    found: dict[int, list[Party]] = defaultdict(list)
    by_key = {
        (key, talked): Party(key=key, talked=talked)
        for key in people.keys.values()
        for talked in (True, False)
    }
    for _number, row in people.rows("participations.jsonl"):
        key = people.keys.get(whole(row, "contact"))
        if key:
            found[whole(row, "interaction")].append(by_key[key, row.get("talked") is not False])
    return found


def _happening(number: int, row: dict[str, Any], took_part: tuple[Party, ...]) -> Happening:
    on, minutes = day(row, "day"), row.get("minutes")
    if on is None:
        raise ValueError(row)
    at = text(row, "at")
    return Happening(
        number,
        text(row, "uid"),
        text(row, "kind"),
        on,
        took_part,
        file=HAPPENED,
        at=time.fromisoformat(at) if at else None,
        minutes=minutes if type(minutes) is int else None,
        precision=text(row, "precision"),
        began=text(row, "began"),
        place=text(row, "place"),
        note=text(row, "note"),
    )


def _task(number: int, row: dict[str, Any], key: str) -> Task:
    """Known by whom it is about, when it was made and what it says: a reminder has no uid."""
    every = row.get("every")
    return Task(
        number,
        f"{key}|{text(row, 'created_at')}"[:200],
        text(row, "text"),
        Party(key=key),
        file=REMINDERS,
        on=day(row, "starts_on"),
        every=every if type(every) is int else None,
        unit=text(row, "unit"),
    )
