"""Before asking somebody for something: what was given, when one last asked, and what one could give first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import User
from contacts.models import Contact, ImportantDate, Note, State
from domain.favours.asking import Asking, before_asking, is_clear
from domain.favours.balance import Balance, Done, balance
from domain.favours.ideas import wishes
from domain.favours.words import in_words
from domain.health import Health
from domain.nudges import occasion
from domain.recurrence import next_yearly
from domain.wording import day_in_words
from interactions.models import Favour, Interaction
from interactions.queries import last_talks, ledger, timeline_rows
from network.queries.introductions import asks_of
from network.queries.pairs import pairs_to_introduce
from network.queries.standings import standing_of
from reminders.models import Reminder

SHOWN = 5
YEAR_DAYS = 365
SOON_DAYS = 45
READ = 20
MEETINGS = 2
QUIET = (Health.COOLING, Health.DORMANT, Health.NEVER)
EVER = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Check:
    """All that the page tells. `ideas` are what one could give first, from what is written down, in words."""

    asking: Asking
    lately: Balance
    gave: Sequence[Favour]
    got: Sequence[Favour]
    health: Health | None
    last: Interaction | None
    ideas: Sequence[str]

    @property
    def verdict(self) -> str:
        return before_asking(self.asking)

    @property
    def is_clear(self) -> bool:
        return is_clear(self.asking)

    @property
    def words(self) -> str:
        return in_words(self.asking.balance)


def favour_check(user: User, contact: Contact, today: date) -> Check:
    """The look before asking a contact, who may well be somebody without any favour: some twenty queries."""
    rows = list(ledger(user).filter(contact=contact).select_related("about"))
    done = [Done(row.gave, row.weight, row.on) for row in rows]
    standing = standing_of(contact)
    health = standing.health_on(today) if standing else None
    asked_on = _asked_on(user, contact, rows)
    since = [row for row in rows if row.gave and asked_on is not None and row.on >= asked_on]
    is_cooling = health in QUIET and contact.state not in (State.DECEASED, State.LEFT)
    asking = Asking(today, asked_on, len(since), balance(done), is_cooling)
    return Check(
        asking=asking,
        lately=balance(done, since=today - timedelta(days=YEAR_DAYS)),
        gave=[row for row in rows if row.gave][:SHOWN],
        got=[row for row in rows if not row.gave][:SHOWN],
        health=health,
        last=last_talks(user, [contact.pk]).get(contact.pk),
        ideas=[
            *_promises(user, contact),
            *_dates(user, contact, today),
            *_wishes(user, contact),
            *_meetings(user, contact, today),
        ],
    )


def _asked_on(user: User, contact: Contact, rows: Sequence[Favour]) -> date | None:
    """When the owner last got something of them, or asked them for an introduction."""
    days = [row.on for row in rows if not row.gave]
    asked = asks_of(user, [contact.pk], EVER).get(contact.pk)
    return max([*days, *([asked.last_on] if asked else [])], default=None)


def _promises(user: User, contact: Contact) -> list[str]:
    """What the owner said they would do for them; to see to an introduction is no gift."""
    by_hand = [Reminder.Kind.FOLLOW_UP, Reminder.Kind.OWN]
    open_rows = Reminder.objects.owned_by(user).filter(contact=contact, finished_at=None)
    rows = open_rows.filter(kind__in=by_hand, introductions=None)
    return [f"You wanted to: {row.text}" for row in rows.order_by("starts_on", "pk")[:SHOWN] if row.text]


def _dates(user: User, contact: Contact, today: date) -> list[str]:
    """Birthdays and other dates within six weeks."""
    if contact.state == State.DECEASED:
        return []
    near = [
        (day, row)
        for row in ImportantDate.objects.owned_by(user).filter(contact=contact)
        if (day := next_yearly(row.month, row.day, today)) <= today + timedelta(days=SOON_DAYS)
    ]
    return [_date_words(contact, row, day, today) for day, row in sorted(near, key=lambda one: one[0])]


def _date_words(contact: Contact, row: ImportantDate, day: date, today: date) -> str:
    years = day.year - row.year if row.year and day.year > row.year else None
    is_birthday = row.kind == ImportantDate.Kind.BIRTHDAY
    words = occasion(contact.display, str(row), years, is_birthday=is_birthday)
    return f"{words} on {day_in_words(day.toordinal(), today.toordinal())}."


def _wishes(user: User, contact: Contact) -> list[str]:
    """What they need or asked for, in the words of the newest notes."""
    notes = Note.objects.owned_by(user).filter(contact=contact).order_by("-pk").values_list("text", flat=True)
    talks = timeline_rows(contact).exclude(note="").order_by("-day", "-pk").values_list("note", flat=True)
    return [f"You wrote down: “{words}”" for words in wishes([*talks[:READ], *notes[:READ]])]


def _meetings(user: User, contact: Contact, today: date) -> list[str]:
    """Whom of the owner's people they should meet."""
    pairs = [pair for pair in pairs_to_introduce(user, today) if contact in (pair.one, pair.other)]
    others = [(pair.other if pair.one == contact else pair.one, pair.why) for pair in pairs[:MEETINGS]]
    return [f"They could meet {other.display}: {why}." for other, why in others]
