"""What happened and what is to be done in a Monica export."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from domain.names import fold
from domain.quickkinds import STRONG
from transfer.formats.faults import Fault
from transfer.formats.monica.export import Entry, Export, day_of
from transfer.formats.names import clean
from transfer.formats.said import lines_of
from transfer.formats.values import Asked, Happening, Item, LeftOut, Party, Task

MAX_KEY = 200
NOBODY = "something that happened with nobody who is in the export"
NO_DAY = "has no day that can be meant"
DONE = "a task that is done"
OVER = "a reminder whose day is over, or that is switched off"
OF_A_DATE = "a reminder of a birthday: it comes from the birthday itself"
KINDS = {
    "ate_at_his_place": "meal", "ate_at_home": "meal", "ate_restaurant": "meal", "picnicked": "meal",
    "went_bar": "drink", "went_theater": "event", "went_concert": "event", "went_play": "event",
    "went_museum": "event",
}  # fmt: skip
OF_CATEGORY = {"food": "meal", "cultural_activities": "event"}
UNITS = ("day", "week", "month", "year")
MOST_WORDS = 40


def happenings(export: Export, asked: Asked) -> Iterator[Item]:
    """Activities with all who took part, then calls and conversations, person by person."""
    yield from _activities(export, asked)
    for uuid, contact in export.contacts.items():
        if export.is_somebody(uuid):
            yield from _calls(export, contact, asked)
            yield from _conversations(export, contact, asked)


def tasks(export: Export, asked: Asked) -> Iterator[Item]:
    """Reminders and tasks, and how often the owner wanted to be in touch."""
    for uuid, contact in export.contacts.items():
        if export.is_somebody(uuid):
            party = Party(name=export.name(uuid), key=uuid)
            yield from _stay_in_touch(export, contact, party, asked)
            for reminder in contact.group("reminder"):
                yield _reminder(reminder, party, export, asked)
            for number, task in enumerate(contact.group("task")):
                yield _task(task, number, party, export)


def _activities(export: Export, asked: Asked) -> Iterator[Item]:
    there: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for uuid, contact in export.contacts.items():
        if export.is_somebody(uuid):
            for known_by in contact.pointed_at("activity"):
                there[known_by][uuid] = None
    for activity in export.group("activity"):
        people = list(there[activity.uuid])
        line = export.line(people[0]) if people else 0
        day = day_of(activity.text("happened_at"), asked.zone)
        note = lines_of(
            "\n".join(part for part in (activity.text("summary"), activity.text("description")) if part)
        )
        if not people:
            yield LeftOut(line, NOBODY, export.file)
        elif not _is_past(day, asked):
            yield Fault(export.file, line, f"an activity {NO_DAY}")
        else:
            parties = tuple(Party(name=export.name(uuid), key=uuid) for uuid in people)
            key = f"activity {activity.uuid}"[:MAX_KEY]
            yield Happening(
                line, key, _kind(activity, export), day or asked.today, parties, export.file, note=note
            )


def _calls(export: Export, contact: Entry, asked: Asked) -> Iterator[Item]:
    line, people = export.line(contact.uuid), (Party(name=export.name(contact.uuid), key=contact.uuid),)
    for number, call in enumerate(contact.group("call")):
        day = day_of(call.text("called_at"), asked.zone)
        if not _is_past(day, asked):
            yield Fault(export.file, line, f"a call {NO_DAY}")
            continue
        key = f"call {call.uuid or f'{contact.uuid} {number}'}"[:MAX_KEY]
        began = "them" if call.is_on("contact_called") else "me"
        note = lines_of(call.text("content"))
        yield Happening(line, key, "call", day or asked.today, people, export.file, began=began, note=note)


def _conversations(export: Export, contact: Entry, asked: Asked) -> Iterator[Item]:
    """One happening for each conversation and day; what was written only where that was asked for."""
    line, people = export.line(contact.uuid), (Party(name=export.name(contact.uuid), key=contact.uuid),)
    for number, talk in enumerate(contact.group("conversation")):
        days = _days_of(talk, asked)
        if not days:
            yield Fault(export.file, line, f"a conversation {NO_DAY}")
        for day, messages in days.items():
            key = f"talk {talk.uuid or f'{contact.uuid} {number}'} {day.isoformat()}"[:MAX_KEY]
            began = "me" if messages and messages[0].is_on("written_by_me") else "them" if messages else ""
            said = "\n".join(message.text("content") for message in messages) if asked.texts else ""
            yield Happening(line, key, "message", day, people, export.file, began=began, note=lines_of(said))


def _days_of(talk: Entry, asked: Asked) -> dict[date, list[Entry]]:
    days: dict[date, list[Entry]] = {}
    for message in talk.entries("messages"):
        day = day_of(message.text("written_at") or talk.text("happened_at"), asked.zone)
        if day and _is_past(day, asked):
            days.setdefault(day, []).append(message)
    whole = day_of(talk.text("happened_at"), asked.zone)
    return days or ({whole: []} if whole and _is_past(whole, asked) else {})


def _kind(activity: Entry, export: Export) -> str:
    """By Monica's own type, else by the words of its summary in the languages of the quick log."""
    type_of = export.kind(activity.text("type"))
    category = type_of.text("category")
    of_category = export.kind(category).text("translation_key") or category
    known = KINDS.get(type_of.text("translation_key")) or OF_CATEGORY.get(of_category)
    words = fold(f"{activity.text('summary')} {type_of.text('name')}"[:400]).split()[:MOST_WORDS]
    return known or next((STRONG[word] for word in words if word in STRONG), "other")


def _stay_in_touch(export: Export, contact: Entry, party: Party, asked: Asked) -> Iterator[Item]:
    often = contact.text("stay_in_touch_frequency")
    if not often.isdecimal() or not 1 <= int(often[:6]) <= 3650:
        return
    on = day_of(contact.text("stay_in_touch_trigger_date"), asked.zone)
    key, line = f"stay {contact.uuid}"[:MAX_KEY], export.line(contact.uuid)
    yield Task(line, key, "Stay in touch", party, export.file, on or asked.today, int(often[:6]), "day")


def _reminder(reminder: Entry, party: Party, export: Export, asked: Asked) -> Item:
    line = export.line(party.key)
    on, unit = day_of(reminder.text("initial_date"), asked.zone), reminder.text("frequency_type")
    every = reminder.text("frequency_number")
    if reminder.said.get("delible") is False:
        return LeftOut(line, OF_A_DATE, export.file)
    if on is None:
        return Fault(export.file, line, f"a reminder {NO_DAY}")
    is_again = unit in UNITS and every.isdecimal() and 1 <= int(every[:4]) <= 1_000
    if reminder.is_on("inactive") or (not is_again and on < asked.today):
        return LeftOut(line, OVER, export.file)
    key = f"reminder {reminder.uuid}"[:MAX_KEY]
    if is_again:
        return Task(line, key, _words(reminder), party, export.file, on, int(every[:4]), unit)
    return Task(line, key, _words(reminder), party, export.file, on)


def _task(task: Entry, number: int, party: Party, export: Export) -> Item:
    line = export.line(party.key)
    if task.is_on("completed"):
        return LeftOut(line, DONE, export.file)
    return Task(
        line, f"task {task.uuid or f'{party.key} {number}'}"[:MAX_KEY], _words(task), party, export.file
    )


def _words(entry: Entry) -> str:
    parts = [clean(entry.text("title")), clean(entry.text("description"))]
    return ": ".join(part for part in parts if part)[:200] or "Reminder"


def _is_past(day: date | None, asked: Asked) -> bool:
    return day is not None and day.year >= 1900 and day <= asked.today
