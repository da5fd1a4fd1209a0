"""Whole books made of dice through the product's own services, and what a book holds, told without ids."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from django.db import models

from accounts.models import User
from contacts.models import (
    Address,
    Contact,
    Identity,
    ImportantDate,
    KeptLines,
    NameKey,
    Note,
    Photo,
    Post,
    SearchText,
    Spelling,
    Trace,
)
from contacts.services import index_contacts, new_identity, save_contact, tags_named
from domain.linkpresets import PRESETS
from domain.linkreasons import Reason
from domain.namekeys import trace_keys
from domain.quicklog import Entry, FollowUp
from interactions.models import Attendee, Interaction
from interactions.services import log_interaction, remove_interaction
from interactions.services.leaving import leave
from interactions.services.ratings import hold_contact, rate_contact
from network.models import Decision, LinkRequest, Network
from network.queries.triage import triage
from network.services.about import save_about_me
from network.services.arrivals import add_request
from network.services.claims import add_claim
from network.services.conduct import record_conduct
from network.services.decisions import decide_request, undo_decision
from network.services.howto import save_how_to
from network.services.links import end_link, link_contact
from network.services.public import publish
from network.services.questions import ask_question
from network.services.review import choose, undo_choice
from network.services.sent import Invited, track_invitation
from network.services.signal import keep_signal
from network.services.sweep import answer_sweep
from reminders.models import Occurrence, Reminder
from reminders.services import (
    act_on,
    add_follow_up,
    change_person,
    drop_reminder,
    finish_reminder,
    open_nudges,
    open_reminders,
    remove_person,
    save_reminder,
)
from tests.network.asking import rules
from tests.transfer import accounts_tied
from transfer.models import Brought, NotSame, Told

GIVEN = ("Ada", "Bert", "Chiara", "Dörte", "Евгения", "Fatima", "小明", "José", "=Hanna", "Ivo\u200d")
FAMILY = ("Lindqvist", "Quint", "d’Angelo", "Ørsted", "Иванова", "", "Müller-Lüdenscheidt", "+Sum(A1)", "王")
WORDS = ("the radio fair", "", "a, b; c\\n", "=1+1\n＝2", "line one\r\nline two", "🚀 “quoted”", "x" * 400)
KINDS = ("coffee", "meal", "drink", "event", "call", "video", "message", "email", "online", "letter", "other")
PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) + b"\xff\xd9"


class Making:
    """One account being made."""

    def __init__(self, owner: User, seed: int, now: datetime) -> None:
        self.owner, self.dice, self.now = owner, Random(seed), now
        self.people: list[Contact] = []

    def some(self, share: float) -> list[Contact]:
        return [one for one in self.people if self.dice.random() < share]

    def day(self, most: int = 900) -> date:
        return self.now.date() - timedelta(days=self.dice.randrange(0, most))

    def word(self) -> str:
        return self.dice.choice(WORDS)


def make_account(owner: User, seed: int, now: datetime) -> None:
    """Fill an empty account with a bit of everything; the same seed makes the same book but for moments."""
    making = Making(owner, seed, now)
    _settings(making)
    for _ in range(making.dice.randrange(1, 9)):
        _person(making)
    for step in STEPS:
        step(making)
    open_reminders(now=now + timedelta(days=1))
    open_nudges(owner=owner, now=now)
    for occurrence in Occurrence.objects.filter(owner=owner):
        if making.dice.random() < 0.5:
            act_on(occurrence=occurrence, act=making.dice.choice(("done", "snooze", "skip")), now=now)
    _gone(making)


def _settings(making: Making) -> None:
    owner, dice = making.owner, making.dice
    owner.time_zone = dice.choice(("Europe/Berlin", "America/New_York", "Australia/Lord_Howe"))
    owner.kind_weights = dice.choice(({}, {"coffee": 1.5}))
    owner.usual_minutes = dice.choice(({}, {"call": 12}))
    owner.people_a_day, owner.shows_strength = dice.randrange(1, 9), dice.random() < 0.5
    owner.review_weekday = dice.choice((None, 0, 6))
    owner.holiday_from = owner.holiday_until = dice.choice((None, making.day()))
    owner.save()


def _person(making: Making) -> None:
    dice, owner = making.dice, making.owner
    contact = Contact(
        owner=owner,
        given=dice.choice(GIVEN),
        family=dice.choice(FAMILY),
        nickname=dice.choice(("", "Nick")),
        place=making.word()[:200],
        met_how=making.word()[:200],
        met_on=dice.choice(("", "2019", "2019-05", "2019-05-12")),
        met_through=dice.choice([None, *making.people]),
        circle=dice.choice(("", "inner", "close", "friends", "network")),
        cadence_days=dice.choice((None, None, 45)),
        vouch=dice.choice(("", "yes", "not yet")),
        never_nudge=dice.random() < 0.1,
        hides_strength=dice.random() < 0.1,
    )
    save_contact(contact=contact, aliases=dice.choice((None, ["Addie", "Додо"])))
    making.people.append(contact)
    _reach(making, contact)
    same = {"owner": owner, "contact": contact}
    if dice.random() < 0.6:
        ImportantDate.objects.create(**same, month=2, day=29, year=dice.choice((None, 1988)))
        Post.objects.create(**same, organisation="Ørsted & Co", title=making.word()[:200], since="2019-05")
        Note.objects.create(**same, text=making.word() or "-", sensitive=dice.random() < 0.3)
    if dice.random() < 0.4:
        Address.objects.create(**same, label="Home", street=making.word()[:300], city="Köln", country="DE")
        Photo.objects.create(**same, data=PHOTO, small=PHOTO[:40], digest="0" * 64, changed_at=making.now)
        KeptLines.objects.create(**same, uid=f"urn:{contact.pk}", lines=["X-A;B=c:d\\, e", "X-Ü:ü"])
    contact.tags.set(tags_named(owner=owner, text=dice.choice(("", "choir", "Choir, old team, =x"))))
    change_person(contact=contact, before=None, now=making.now)
    index_contacts(owner=owner, contact_ids=[contact.pk])


def _reach(making: Making, contact: Contact) -> None:
    told = (
        (Identity.Kind.EMAIL, f"p{contact.pk}@example.org"),
        (Identity.Kind.PHONE, "+49 221 4710815"),
        (Identity.Kind.PROFILE, f"https://www.linkedin.com/in/p-{contact.pk}"),
    )
    for kind, text in told:
        if making.dice.random() < 0.7:
            new_identity(contact=contact, kind=kind, text=text).save()


def _happenings(making: Making) -> None:
    for _ in range(making.dice.randrange(0, 14)):
        dice = making.dice
        crowd = dice.sample(making.people, dice.randrange(1, min(4, len(making.people) + 1)))
        promise = FollowUp(making.now.date() + timedelta(days=9), "ask") if dice.random() < 0.1 else None
        entry = Entry(
            kind=dice.choice(KINDS),  # type: ignore[arg-type]  # one of the kinds
            day=making.day(),
            precision=dice.choice(("day", "day", "week", "month", "year", "sometime")),
            clock=dice.choice((None, time(18, 30))),
            minutes=dice.choice((None, 45, 300)),
            began=dice.choice((None, "me", "them")),
            place=making.word()[:200],
            note=making.word(),
            sensitive=dice.random() < 0.1,
            follow_up=promise,
        )
        attendees = [Attendee(one, dice.random() < 0.8, making.word()[:300]) for one in crowd]
        made = log_interaction(owner=making.owner, attendees=attendees, entry=entry, now=making.now)
        if dice.random() < 0.1:
            remove_interaction(interaction=made, now=making.now)


def _words(making: Making) -> None:
    for one in making.some(0.2):
        rate_contact(contact=one, value=7.5, half_life=365, day=making.day(300), now=making.now)
    for one in making.some(0.15):
        hold_contact(contact=one, is_pinned=True, now=making.now)
    for one in making.some(0.1):
        leave(contact=one, how=making.dice.choice(("moved", "died")), on=making.day(200), now=making.now)


def _reminders(making: Making) -> None:
    owner, now = making.owner, making.now
    for one in making.some(0.3):
        add_follow_up(owner=owner, contact=one, text=making.word() or "ask", on=making.day(30), now=now)
    for one in making.some(0.2):
        rule = Reminder(owner=owner, contact=one, text="bins", starts_on=making.day(90), every=2, unit="week")
        rule.weekdays = making.dice.choice((0, 5))
        save_reminder(reminder=rule, now=now)
        making.dice.choice((_nothing, finish_reminder, drop_reminder))(reminder=rule, now=now)


def _nothing(**_named: Any) -> None:
    """What became of most reminders."""


def _links(making: Making) -> None:
    owner, now = making.owner, making.now
    for one in making.some(0.5):
        link = link_contact(owner=owner, contact=one, network="linkedin", since=making.day(), address="")
        if making.dice.random() < 0.3:
            end_link(link=link, on=now.date())
            link_contact(
                owner=owner, contact=one, network="linkedin", since=now.date(), address="https://x.y"
            )
    for one in making.some(0.3):
        is_linked = one.links.filter(until=None).exists()
        choice = choose(
            contact=one,
            choice=making.dice.choice(
                ("keep", "nurture", "fade", "later", *(("unlink", "mute") if is_linked else ()))
            ),
            reason=making.word()[:300],
            now=now,
        )
        if making.dice.random() < 0.2:
            undo_choice(choice=choice, now=now)
    for one in making.some(0.3):
        answer_sweep(contact=one, met=making.dice.choice((None, True, False)), now=now)


def _policies(making: Making) -> None:
    if making.dice.random() < 0.7:
        rules(making.owner, making.dice.choice(list(PRESETS)), making.now)
        rules(making.owner, "coffee-meal-beer", making.now)
        save_how_to(owner=making.owner, network="linkedin", text="Open it.")
        about = {
            "name": "Robin Vale",
            "employers": [{"name": "Ørsted", "first": "2015", "last": "", "is_over": False}],
            "pitch_words": ["synergy"],
        }
        save_about_me(owner=making.owner, told=about)
    if making.dice.random() < 0.5 and making.owner.pk:
        rules(making.owner, "coffee-meal-beer", making.now, network="xing")
        address = f"page-{making.dice.randrange(10**9)}"
        publish(
            owner=making.owner,
            network="xing",
            address=address,
            is_on=True,
            asks_where_met=False,
            now=making.now,
        )
    keep_signal(owner=making.owner, today=making.now.date())


def _requests(making: Making) -> None:
    owner, now = making.owner, making.now
    for number in range(making.dice.randrange(0, 4)):
        request, _is_new = add_request(
            owner=owner,
            source=LinkRequest.Source.TYPED,
            now=now,
            network=Network.LINKEDIN.value,
            name=f"Asker {number}",
            address=f"https://www.linkedin.com/in/asker-{number}",
            message=making.word(),
        )
        _decide(making, request)
    for one in making.some(0.4):
        if one.links.filter(until=None).exists():
            continue
        invited = Invited(Network.LINKEDIN.value, one.display[:200], contact=one)
        track_invitation(owner=owner, invited=invited, message="Hello", now=now)


def _decide(making: Making, request: LinkRequest) -> None:
    owner, now, dice = making.owner, making.now, making.dice
    LinkRequest.objects.filter(pk=request.pk).update(reason=dice.choice(("", *[one.value for one in Reason])))
    if dice.random() < 0.3:
        record_conduct(owner=owner, contact=None, request=request, behaviour="pitch", words="buy", now=now)
        add_claim(owner=owner, request=request, contact=None, friend=None, friend_name="Bo Ek", now=now)
    if dice.random() < 0.7:
        found = triage(owner, [request], now.date())[0]
        outcome = dice.choice(("accept", "decline", "accept-and-ask", "offer-coffee", "ignore"))
        decision = decide_request(
            triaged=found, outcome=outcome, reply=making.word(), template="decline warm en", now=now
        )
        _after(making, decision)


def _after(making: Making, decision: Decision) -> None:
    if making.dice.random() < 0.2:
        undo_decision(decision=decision, now=making.now)
    elif decision.link:
        ask_question(decision=decision, link=decision.link, text="How so?", days=14, now=making.now)


def _imported(making: Making) -> None:
    owner, dice = making.owner, making.dice
    for number in range(dice.randrange(0, 4)):
        name = dice.choice(GIVEN) + " Seen"
        trace = Trace.objects.create(
            owner=owner, name=name, key=f"seen-{number}", network="linkedin", source="message",
            first_on=making.day(), last_on=making.now.date(), times=3,
        )  # fmt: skip
        NameKey.objects.bulk_create(
            NameKey(owner=owner, trace=trace, key=key) for key in trace_keys(trace.name)
        )
    for one in making.some(0.4):
        post = Post.objects.filter(contact=one).first()
        Told.objects.create(owner=owner, contact=one, source="linkedin", key=f"k{one.pk}", post=post)
        linked = Interaction.objects.create(
            owner=owner, kind="linked", day=making.day(), source="linkedin", external_key=f"linked {one.pk}"
        )
        Brought.objects.create(
            owner=owner, source="monica", key=f"i{one.pk}", table="interaction", row=linked.pk
        )
        Brought.objects.create(owner=owner, source="monica", key=f"g{one.pk}", table="note", row=10**6)
    pairs = zip(making.people, making.people[1:], strict=False)
    for first, second in list(pairs)[:1]:
        NotSame.objects.create(owner=owner, first=first, second=second, said_at=making.now)


def _gone(making: Making) -> None:
    for one in making.some(0.1):
        fresh = Contact.objects.select_related("owner").get(pk=one.pk)
        remove_person(contact=fresh, now=making.now)


STEPS: tuple[Callable[[Making], None], ...] = (
    _happenings,
    _words,
    _reminders,
    _links,
    _policies,
    _requests,
    _imported,
    *accounts_tied.STEPS,
)

DERIVED = (Spelling, NameKey, SearchText)
BY_DAY = {"bound", "low", "worth", "health_then", "anchored_on", "stale_on"}
"""Columns of a standing that only make lists quick and are drawn anew by and by."""
BY_ITSELF = {"password", "last_login", "email", "date_joined", "id", "founder", "groups", "user_permissions"}
Telling = dict[str, Any]


def everything_of(owner: User, kept: tuple[type[models.Model], ...]) -> Telling:
    """All rows of these tables and of what is derived from them, with numbers in the place of ids."""
    numbers = {
        model: {pk: place for place, pk in enumerate(_rows(model, owner).values_list("pk", flat=True), 1)}
        for model in kept
    }
    told: Telling = {model._meta.label: list(_told(model, owner, numbers)) for model in kept}
    for model in DERIVED:
        told[model._meta.label] = sorted(map(str, _told(model, owner, numbers)))
    user = User.objects.get(pk=owner.pk)
    told["owner"] = {
        field.name: getattr(user, field.attname)
        for field in User._meta.concrete_fields
        if field.name not in BY_ITSELF
    }
    return told


def _rows(model: type[models.Model], owner: User) -> Any:
    return model._default_manager.filter(owner=owner).order_by("pk")


def _told(model: type[models.Model], owner: User, numbers: Any) -> Iterator[Telling]:
    for row in _rows(model, owner):
        line = {
            field.name: _value(row, field, numbers)
            for field in model._meta.concrete_fields
            if field.name not in {"owner", "id", *BY_DAY}
        }
        for field in model._meta.many_to_many:
            line[field.name] = sorted(
                numbers[field.related_model][one.pk] for one in getattr(row, field.name).all()
            )
        yield line


def _value(row: Any, field: Any, numbers: Any) -> Any:
    value = getattr(row, field.attname)
    if field.is_relation:
        return None if value is None else numbers[field.related_model][value]
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if isinstance(row, Interaction) and field.name == "external_key" and value.startswith("linked "):
        return f"linked {numbers[Contact].get(int(value.split()[1]))}"
    if isinstance(row, Brought) and field.name == "row":
        return numbers[Interaction].get(value, 0) if row.table == "interaction" else 0
    return bytes(value) if isinstance(value, memoryview) else value
