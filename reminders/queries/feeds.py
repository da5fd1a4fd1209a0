"""Calendar addresses, and what a calendar program reads there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from accounts.models import User
from contacts.models import Contact, ImportantDate
from domain.digestwords import one_line
from domain.icsrules import Parts, rrule, yearly
from domain.recurrence import Rule, day_of_year, next_day
from reminders.models import Feed, Occurrence, Reminder
from reminders.queries.own import reminders_by_hand
from reminders.queries.people import open_people
from reminders.queries.rows import GONE, UNDATED, Kind, rule_of

MOST_EVENTS = 3_000
TEXT_LENGTH = 300
SOMEBODY = "somebody"
HiddenOf = Callable[[User, Iterable[int]], set[int]]
"""Which reminders, by id, have a text that never leaves (interactions.queries.sensitive_follow_ups)."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One all-day event; `uid` stays the same as long as the row does. `rule` is None for what comes once."""

    uid: str
    day: date
    summary: str
    description: str = ""
    rule: Parts | None = None


def hash_of(secret: str) -> str:
    """What is kept of the secret of an address. It holds 256 random bits, so that a plain hash will do."""
    return sha256(secret.encode()).hexdigest()


def feed_at(secret: str) -> Feed | None:
    """The feed at an address, for whoever has it; None where there never was one, no more, or no owner any more."""
    feeds = Feed.objects.select_related("owner")  # calendar programs own nothing; the address is the key
    return feeds.filter(secret_hash=hash_of(secret), owner__is_active=True).first()


def feed_of(user: User, scope: str) -> Feed | None:
    """The owner's feed of one scope, if they have made one."""
    return Feed.objects.owned_by(user).filter(scope=scope).first()


def feeds_of(user: User) -> dict[str, Feed]:
    """The owner's feeds by scope."""
    return {feed.scope: feed for feed in Feed.objects.owned_by(user)}


def events_of(feed: Feed, today: date, hidden_of: HiddenOf) -> list[CalendarEvent]:
    """What a feed holds on a day of its owner, people as on Today. First names only, unless it may tell more."""
    if feed.scope == Feed.Scope.DATES:
        return _dates(feed)
    return _people(feed, today) if feed.scope == Feed.Scope.PEOPLE else _follow_ups(feed, hidden_of)


def _dates(feed: Feed) -> list[CalendarEvent]:
    rows = ImportantDate.objects.owned_by(feed.owner).filter(
        contact__deleted_at=None, contact__never_nudge=False
    )
    rows = rows.exclude(contact__state__in=UNDATED).select_related("contact").order_by("pk")
    year = feed.made_at.year
    return [
        CalendarEvent(
            uid=f"date-{row.pk}",
            day=day_of_year(row.month, row.day, year),
            summary=_date_words(row, feed.tells_names),
            rule=yearly(row.month, row.day),
        )
        for row in rows[:MOST_EVENTS]
    ]


def _date_words(row: ImportantDate, tells_names: bool) -> str:
    is_birthday = row.kind == ImportantDate.Kind.BIRTHDAY
    if not tells_names:
        kind = "Date" if row.kind == ImportantDate.Kind.OTHER else row.get_kind_display()
        return f"{kind}: {_first_name(row.contact)}"
    name, year = one_line(row.contact.display, TEXT_LENGTH), f" ({row.year})" if row.year else ""
    return f"{name}’s birthday{year}" if is_birthday else f"{name}: {one_line(str(row), TEXT_LENGTH)}{year}"


def _people(feed: Feed, today: date) -> list[CalendarEvent]:
    return [
        CalendarEvent(
            uid=f"nudge-{card.occurrence.pk}",
            day=max(card.occurrence.due_on, card.occurrence.snoozed_until or card.occurrence.due_on),
            summary=f"Reach out: {_name(card.contact, feed.tells_names)}",
            description=card.why if feed.tells_names else "",
        )
        for card in open_people(feed.owner, today)
    ]


def _follow_ups(feed: Feed, hidden_of: HiddenOf) -> list[CalendarEvent]:
    rows = reminders_by_hand(feed.owner).filter(starts_on__isnull=False).exclude(contact__state__in=GONE)
    reminders = list(rows[:MOST_EVENTS])
    snoozed = _snoozed(feed.owner)
    hidden = hidden_of(feed.owner, [row.pk for row in reminders]) if feed.tells_names else set()
    found = (_follow_up(feed, row, snoozed.get(row.pk), row.pk in hidden) for row in reminders)
    return [event for event in found if event is not None]


def _follow_up(
    feed: Feed, row: Reminder, snoozed_until: date | None, is_hidden: bool
) -> CalendarEvent | None:
    """One reminder as an event; None for a rule that is over or makes no sense."""
    try:
        rule = rule_of(row)
    except ValueError:
        return None
    day = _first_day(row, rule, snoozed_until)
    if day is None:
        return None
    words = _follow_up_words(row, feed.tells_names, is_hidden)
    return CalendarEvent(f"reminder-{row.pk}", day, words, rule=rrule(rule))


def _snoozed(user: User) -> dict[int, date]:
    """Until when what comes once is snoozed, by reminder."""
    rows = Occurrence.objects.owned_by(user).open().filter(kind__in=[Kind.FOLLOW_UP, Kind.OWN])
    rows = rows.filter(snoozed_until__isnull=False, reminder__every=None)
    return {pk: until for pk, until in rows.values_list("reminder", "snoozed_until") if until}


def _first_day(row: Reminder, rule: Rule, snoozed_until: date | None) -> date | None:
    """The first day that a calendar shows: not before the rule was set, nor in a pause; None if there is none."""
    begins = max(rule.start, row.paused_until or rule.start)
    if rule.every is None:
        return max(begins, snoozed_until or begins)
    return next_day(rule, max(begins, row.counts_from or begins))


def _follow_up_words(row: Reminder, tells_names: bool, is_hidden: bool) -> str:
    if not tells_names:
        return f"Follow-up: {_first_name(row.contact)}" if row.contact else "Reminder"
    name = one_line(row.contact.display, TEXT_LENGTH) if row.contact else ""
    if is_hidden:
        return f"Something you noted about {name}" if name else "Something you noted"
    text = one_line(row.text, TEXT_LENGTH)
    return f"{text} ({name})" if name else text


def _name(contact: Contact, tells_names: bool) -> str:
    return one_line(contact.display, TEXT_LENGTH) if tells_names else _first_name(contact)


def _first_name(contact: Contact) -> str:
    """The given name in one line, as short as it is called; never the family's."""
    return one_line(contact.given, 40) or SOMEBODY
