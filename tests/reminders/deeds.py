"""What an owner may do in any order, by chance: acts through services and pages that change who or what is due."""

from collections.abc import Callable
from copy import copy
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.test import Client

from accounts import clock
from accounts.models import User
from contacts.models import Contact, ImportantDate
from contacts.services import save_contact
from domain.introductions.steps import Step
from domain.plans import Plan
from domain.quicklog import Entry, FollowUp
from interactions.models import Attendee, Event, Interaction
from interactions.queries import spoken_since
from interactions.services import change_interaction, log_interaction, remove_interaction, restore_interaction
from interactions.services.events import change_event, plan_event, remove_event, restore_event
from interactions.services.ticking import tick_met
from network.models import Introduction, ReviewChoice
from network.queries.courses import course_of
from network.queries.introductions import introductions_of
from network.services import choose
from network.services.introductions import (
    Between,
    close_introduction,
    remove_introduction,
    restore_introduction,
    start_introduction,
    take_step,
    undo_step,
)
from network.services.review import undo_choice
from reminders.models import Channel, Occurrence, Reminder
from reminders.services import (
    act_on,
    add_follow_up,
    change_person,
    drop_reminder,
    finish_reminder,
    pause_person,
    remove_person,
    reschedule,
    restore_person,
    restore_reminder,
    save_reminder,
    suggest_again,
    undo_act,
)
from reminders.services.channels import (
    add_channel,
    pause_channel,
    remove_channel,
    restore_channel,
    resume_channel,
)
from tests.reminders.people import quiet_friend
from tests.transfer.given import ANNA, ME, at, bring_in, wrote
from transfer.models import ImportRun
from transfer.services import undo_run

ZONES = ("UTC", "Pacific/Auckland", "Pacific/Honolulu", "Europe/Berlin", "America/New_York")
DAY = timedelta(days=1)
BY_HAND = ("own", "follow-up")
Deed = Callable[["Life"], object]


class Life:
    """One owner's days: deeds by chance at a moment that moves on."""

    def __init__(self, owner: User, client: Client, seed: int) -> None:
        self.owner, self.client, self.chance, self.done = owner, client, Random(seed), list[str]()
        for number in range(6):
            quiet_friend(owner, f"Friend {number}", last=40 + 15 * number)

    @property
    def now(self) -> datetime:
        return clock.now_for(self.owner)

    def do(self) -> str:
        """One deed; its name, also where it came to nothing."""
        self.owner.refresh_from_db()
        deed = self.chance.choice(DEEDS)
        self.done.append(deed.__name__)
        deed(self)
        return deed.__name__

    def one(self, rows: Any) -> Any:
        """One row by chance; None where there is none."""
        found = list(rows.order_by("pk"))
        return self.chance.choice(found) if found else None

    def person(self) -> Contact:
        found: Contact = self.one(Contact.objects.owned_by(self.owner))
        return found

    def day(self, ahead: int = 6) -> Any:
        return self.now.date() + timedelta(days=self.chance.randint(-2, ahead))


def log(life: Life) -> object:
    follow_up = FollowUp(life.day(), "Ask again") if life.chance.random() < 0.5 else None
    day = life.now.date() - timedelta(days=life.chance.choice([0, 0, 3, 40]))
    entry = Entry(kind="coffee", day=day, follow_up=follow_up)
    return log_interaction(owner=life.owner, attendees=[Attendee(life.person())], entry=entry, now=life.now)


def edit_log(life: Life) -> object:
    row = life.one(Interaction.objects.owned_by(life.owner))
    entry = Entry(kind="call", day=life.now.date() - timedelta(days=life.chance.randint(0, 90)))
    return row and change_interaction(
        interaction=row, attendees=[Attendee(life.person())], entry=entry, now=life.now
    )


def remove_log(life: Life) -> object:
    row = life.one(Interaction.objects.owned_by(life.owner).filter(follow_up__isnull=False))
    row = row or life.one(Interaction.objects.owned_by(life.owner))
    return row and remove_interaction(interaction=row, now=life.now)


def restore_log(life: Life) -> object:
    row = life.one(Interaction.objects.removed_by(life.owner))
    return row and restore_interaction(interaction=row, now=life.now)


def edit_card(life: Life) -> object:
    contact = life.person()
    before, chance = copy(contact), life.chance
    contact.circle = chance.choice(["", "close", "inner"])
    contact.cadence_days = chance.choice([None, None, 7])
    contact.state = chance.choice(["active", "active", "faded", "left", "archived"])
    contact.never_nudge = chance.random() < 0.2
    save_contact(contact=contact)
    return change_person(contact=contact, before=before, now=life.now, spoken=spoken_since)


def remove_card(life: Life) -> object:
    return remove_person(contact=life.person(), now=life.now)


def restore_card(life: Life) -> object:
    contact = life.one(Contact.objects.removed_by(life.owner))
    return contact and restore_person(contact=contact, now=life.now, spoken=spoken_since)


def edit_dates(life: Life) -> object:
    contact, day = life.person(), life.day(ahead=30)
    known = life.one(ImportantDate.objects.owned_by(life.owner).filter(contact=contact))
    if known is not None and life.chance.random() < 0.3:
        known.delete()
    else:
        known = known or ImportantDate(owner=life.owner, contact=contact)
        known.month, known.day = day.month, day.day
        known.lead_days = life.chance.choice([None, 0, 7, 30])
        known.save()
    return change_person(contact=contact, before=copy(contact), now=life.now, spoken=spoken_since)


def pause_card(life: Life) -> object:
    until = life.chance.choice([None, life.now.date() + timedelta(days=3)])
    return pause_person(contact=life.person(), until=until, now=life.now, spoken=spoken_since)


def suggest_card(life: Life) -> object:
    return suggest_again(contact=life.person(), now=life.now, spoken=spoken_since)


def save_rule(life: Life) -> object:
    chance = life.chance
    known = life.one(Reminder.objects.owned_by(life.owner).filter(kind__in=BY_HAND, finished_at=None))
    row = known if known and chance.random() < 0.5 else Reminder(owner=life.owner, text="Water the fern")
    row.starts_on, (row.every, row.unit) = (
        life.day(),
        chance.choice([(None, ""), (1, "day"), (2, "day"), (1, "week")]),
    )
    row.paused_until = chance.choice([None, None, life.now.date() + timedelta(days=2)])
    return save_reminder(reminder=row, now=life.now)


def follow_up(life: Life) -> object:
    return add_follow_up(owner=life.owner, contact=life.person(), text="Call", on=life.day(), now=life.now)


def end_rule(life: Life) -> object:
    row = life.one(Reminder.objects.owned_by(life.owner).filter(kind__in=BY_HAND, finished_at=None))
    end = life.chance.choice([finish_reminder, drop_reminder])
    return row and end(reminder=row, now=life.now)


def restore_rule(life: Life) -> object:
    rows = Reminder.objects.filter(owner=life.owner, kind__in=BY_HAND)
    row = life.one(rows.exclude(deleted_at=None, finished_at=None))
    return row and restore_reminder(reminder=row, now=life.now)


def answer(life: Life) -> object:
    rows = Occurrence.objects.owned_by(life.owner).open().select_related("reminder__contact", "owner")
    row, act = life.one(rows), life.chance.choice(["done", "snooze", "snooze", "skip", "never"])
    if row is None or (act == "never" and row.reminder.contact is None):
        return None
    return act_on(occurrence=row, act=act, now=life.now, days=life.chance.choice([1, 3, 7]))


def take_answer_back(life: Life) -> object:
    rows = Occurrence.objects.owned_by(life.owner).exclude(kind__in=["digest", "review", "brief"])
    row = life.one(rows.filter(due_on__gte=life.now.date() - timedelta(days=7)))
    return row and undo_act(occurrence=row, now=life.now)


def move(life: Life) -> object:
    life.owner.time_zone = life.chance.choice(ZONES)
    life.owner.save()
    return reschedule(owner=life.owner, now=life.now)


def settings(life: Life) -> object:
    day, chance = life.now.date(), life.chance
    holiday = {"holiday_from": day, "holiday_until": day + timedelta(days=2)} if chance.random() < 0.3 else {}
    told = {
        "people_a_day": chance.choice([0, 1, 3, 5]),
        "date_lead_days": chance.choice([0, 3, 14]),
        "digest_hour": chance.randint(0, 23),
        "digest_by_mail": "on",
        "review_weekday": chance.choice(["", "3"]),
        "brief_by_mail": chance.choice(["", "on"]),
        "brief_hour": chance.randint(0, 23),
        "quiet": chance.choice([[], ["5", "6"], [str(day.weekday())]]),
        "first_week_nudges": chance.choice(["", "on"]),
    }
    posted = life.client.post("/settings/reminders/", told | holiday)
    assert posted.status_code == 302, posted.text
    return posted


def plan_meeting(life: Life) -> object:
    plan = Plan("Lunch", life.day(), kind="meal", sensitive=life.chance.random() < 0.2)
    return plan_event(owner=life.owner, plan=plan, contacts=[life.person()], now=life.now)


def change_meeting(life: Life) -> object:
    event, chance = life.one(Event.objects.owned_by(life.owner)), life.chance
    if event is None:
        return None
    if chance.random() < 0.3:
        return remove_event(event=event, now=life.now)
    if event.day <= life.now.date():
        everybody = list(event.guests.values_list("pk", flat=True))
        return tick_met(event=event, shown=everybody, talked=everybody, absent=[], now=life.now)
    return change_event(event=event, plan=Plan("Dinner", life.now.date() + DAY), now=life.now)


def restore_meeting(life: Life) -> object:
    event = life.one(Event.objects.removed_by(life.owner))
    return event and restore_event(event=event)


def introduce(life: Life) -> object:
    between, now = Between(broker=life.person(), to_name="Cara Quist"), life.now
    row, _new = start_introduction(owner=life.owner, between=between, why="", now=now)
    step = course_of(row, now.date()).next
    if step is None or step is Step.OUTCOME:
        return close_introduction(introduction=row, outcome="met", note="", on=now.date(), now=now)
    return take_step(introduction=row, kind=step.value, on=now.date(), words="", now=now)


def take_introduction_back(life: Life) -> object:
    row, chance = life.one(introductions_of(life.owner)), life.chance
    if row is None:
        return None
    return chance.choice([undo_step, remove_introduction])(introduction=row, now=life.now)


def restore_introduced(life: Life) -> object:
    row = life.one(Introduction.objects.removed_by(life.owner))
    return row and restore_introduction(introduction=row, now=life.now)


def end_holiday(life: Life) -> object:
    return life.client.post("/settings/reminders/holiday/end/")


def review(life: Life) -> object:
    choice = life.chance.choice(["keep", "nurture", "fade", "later"])
    return choose(contact=life.person(), choice=choice, reason="", now=life.now)


def take_review_back(life: Life) -> object:
    row = life.one(ReviewChoice.objects.owned_by(life.owner).filter(undone_at=None))
    return row and undo_choice(choice=row, now=life.now)


def channels(life: Life) -> object:
    row = life.one(Channel.objects.filter(owner=life.owner).exclude(kind="mail"))
    if row is None:
        inside = {"url": "https://127.0.0.1/hook"}
        return add_channel(owner=life.owner, kind="webhook", settings=inside, now=life.now)
    if row.deleted_at:
        return restore_channel(channel=row, now=life.now)
    deed = life.chance.choice([pause_channel, resume_channel, remove_channel])
    return deed(channel=row) if deed is pause_channel else deed(channel=row, now=life.now)


def bring_in_and_out(life: Life) -> object:
    run = ImportRun.objects.owned_by(life.owner).filter(undone_at=None).first()
    if run is not None:
        return undo_run(run=run, now=life.now)
    talks = [wrote(("Anna Bell", "anna-bell"), ME, at(2025, 6, day, 9, 30)) for day in range(1, 9)]
    return bring_in(life.owner, connections=[ANNA], messages=talks, now=life.now)


DEEDS: tuple[Deed, ...] = (
    log, edit_log, remove_log, restore_log, edit_card, remove_card, restore_card, edit_dates, pause_card,
    suggest_card, save_rule, save_rule, follow_up, end_rule, restore_rule, answer, answer, take_answer_back, move,
    settings, plan_meeting, change_meeting, restore_meeting, introduce, introduce, take_introduction_back,
    restore_introduced, end_holiday, review, take_review_back, channels, bring_in_and_out,
)  # fmt: skip
