"""A lived-in book for the pages to show: every health, every kind of thing to do, long and foreign names."""

import io
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from accounts.models import User
from contacts.models import Contact, ImportantDate, Note, Post
from contacts.services import index_contacts, new_identity, tags_named
from dashboard.tasks import tick
from network.models import LinkRequest, ReviewChoice
from network.services import choose, link_contact
from reminders.models import Reminder
from reminders.services import add_follow_up, change_person, remove_person, save_reminder
from tests.browser.linking import link_by_policy
from tests.factories import log, make_contact
from tests.samples.linkedin import HIDDEN, make_export
from transfer.models import ImportRun
from transfer.services import start_import
from transfer.tasks import work_on

DEFAULT_NOTE = ""


@dataclass(frozen=True)
class Told:
    """One person as the book below lists them; `met` are days ago, the newest first."""

    name: str
    circle: str = ""
    kind: str = "coffee"
    met: tuple[int, ...] = ()
    post: tuple[str, str] = ("", "")
    place: str = ""
    linked: int | None = None
    note: str = ""


def every(days: int, times: int, since: int = 0) -> tuple[int, ...]:
    return tuple(since + days * number for number in range(times))


PEOPLE = (
    Told("Ada Lindqvist", "inner", "coffee", every(8, 12, 3), ("Engineer", "Bernoulli Works"), "Uppsala", 1900,
         "her new job at the works; the twins start school"),
    Told("Carl Babic", "close", "drink", every(30, 9, 12), ("Machinist", "Difference & Sons"), "Zadar", 2400,
         "the engine is late"),
    Told("Greta Holm", "friends", "meal", every(21, 10, 70), ("Professor", "Harbour School"), "Navy Yard", 3000,
         "the compiler paper, and her nephew's move to Lund"),
    Told("Rana Perez", "network", "meal", every(30, 24, 600), ("Surveyor", "North Line"), "Oslo", 4100,
         "spanning trees, over dinner in Oslo"),
    Told("Heidi Lamm", "", "event", (4,), ("Radio amateur", ""), "Graz", 3, "promised her the address of the workshop"),
    Told("Marit Solberg", "close", "video", every(14, 8, 5), ("Cartographer", "Fjord Maps"), "Bergen", 900),
    Told("Linus Okafor", "friends", "call", every(40, 6, 20), ("Violin maker", ""), "Cremona"),
    Told("Barbara Ngata", "", "message", every(12, 7, 9), ("Head of Operations", "Kauri Logistics"), "Rotorua", 500),
    Told("Kim Delacroix-Vandersteen", "inner", "meal", every(9, 10, 2), ("Translator", "Bureau of Titles"), "Liège"),
    Told("Jiří Dvořák", "", "email", every(25, 5, 200), ("Organist", "St Vitus"), "Brno", 1500),
    Told("Yuki Tanabe", "network", "online", every(45, 4, 60), ("Gardener", "Kyoto Moss"), "Kyoto", 700),
    Told("Owen Reed", "", "coffee", (900, 930), ("Recruiter", "Talent Harbour"), "", 1000),
    Told("Petra Zielinski", "", "event", (1100,), ("Sales Director", "Cloud Nine"), "Gdańsk", 1101),
    Told("Tom Ashby", "", "coffee", (), ("Founder", "Stealth"), "", 1400),
    Told("Ines Carvalho", "", "coffee", (), ("Growth Lead", "Lift"), "Porto", 2200),
    Told("Bo Nyström", "", "coffee", (), ("", ""), "", 420),
    Told("Samira Haddad", "", "call", every(33, 5, 31), ("Physician", "Cedar Clinic"), "Byblos"),
    Told("May Winter", "friends", "beer", (), ("Baker", ""), "Delft"),
    Told("Noor Janssen", "", "letter", (15, 80, 160), ("Poet", ""), "Ghent"),
    Told("Tove Ek", "close", "coffee", every(31, 6, 45), ("Carpenter", "Ek & Ek"), "Umeå", 800),
)  # fmt: skip
NAMES = [told.name for told in PEOPLE]
_KEPT: dict[date, bytes] = {}


def fill(owner: User, now: datetime) -> dict[str, Contact]:
    """Write the book as of `now`; the people by name.

    Where the database is in memory it is written once and copied for whoever wants it next; then there is nobody
    but its owner, whom `owner` becomes.
    """
    if connection.vendor != "sqlite":
        return _write(owner, now)
    with closing(sqlite3.connect(":memory:")) as copy:
        if now.date() in _KEPT:
            copy.deserialize(_KEPT[now.date()])
            copy.backup(connection.connection)
            owner.pk = User.objects.get().pk
            owner.refresh_from_db()
            return {one.display: one for one in Contact.objects.owned_by(owner).filter(display__in=NAMES)}
        people = _write(owner, now)
        connection.connection.backup(copy)
        _KEPT[now.date()] = copy.serialize()
    return people


def _write(owner: User, now: datetime) -> dict[str, Contact]:
    people = {told.name: _person(owner, told, now) for told in PEOPLE}
    _cards(owner, people, now)
    _things_to_do(owner, people, now)
    _network(owner, people, now)
    link_by_policy(owner, people, now)
    _imports(owner, now)
    tick()
    return people


def _person(owner: User, told: Told, now: datetime) -> Contact:
    contact = make_contact(owner, told.name, now, circle=told.circle, place=told.place)
    kind = "drink" if told.kind == "beer" else told.kind
    for ago in reversed(told.met):
        note = told.note if ago == told.met[0] else DEFAULT_NOTE
        log(contact, now.date() - timedelta(days=ago), now, kind=kind, note=note)
    title, organisation = told.post
    if title or organisation:
        Post.objects.create(owner=owner, contact=contact, title=title, organisation=organisation)
    if told.linked is not None:
        since = now.date() - timedelta(days=told.linked)
        address = f"https://www.linkedin.com/in/{told.name.split()[0].lower()}-{contact.pk}"
        link_contact(owner=owner, contact=contact, network="linkedin", since=since, address=address)
        new_identity(contact=contact, kind="profile", text=address).save()
    return contact


def _cards(owner: User, people: dict[str, Contact], now: datetime) -> None:
    ada = people["Ada Lindqvist"]
    ada.nickname, ada.met_how, ada.met_where, ada.met_on = (
        "Addie",
        "at the reading of a play",
        "Uppsala",
        "2019-05",
    )
    ada.met_through, ada.vouch, ada.is_family = people["Greta Holm"], "yes", True
    ada.save()
    new_identity(contact=ada, kind="email", text="ada.lindqvist@example.org").save()
    new_identity(contact=ada, kind="phone", text="+46 8 123 456 00").save()
    ada.tags.set(tags_named(owner=owner, text="chess, Uppsala"))
    tomorrow = now.date() + timedelta(days=1)
    for contact, year in ((ada, 1985), (people["Carl Babic"], None)):
        ImportantDate.objects.create(
            owner=owner, contact=contact, month=tomorrow.month, day=min(tomorrow.day, 28), year=year
        )
        change_person(contact=contact, before=contact, now=now)
    text = "Likes **strong** coffee.\n\n* plays chess by letter\n* reads [Babel](https://example.org/babel)"
    Note.objects.create(owner=owner, contact=ada, text=text)
    Note.objects.create(owner=owner, contact=ada, text="Her father is ill.", sensitive=True)
    index_contacts(owner=owner, contact_ids=[ada.pk])


def _things_to_do(owner: User, people: dict[str, Contact], now: datetime) -> None:
    today = now.date()
    add_follow_up(
        owner=owner, contact=people["Marit Solberg"], text="Send Marit the checklist", on=today, now=now
    )
    add_follow_up(owner=owner, contact=people["Ada Lindqvist"], text="Ask how the twins like school",
                  on=today + timedelta(days=12), now=now)  # fmt: skip
    add_follow_up(owner=owner, contact=people["Ada Lindqvist"], text="Lend her the atlas", on=None, now=now)
    own = Reminder(
        owner=owner, text="Write the new year's letters", starts_on=today + timedelta(days=40), every=1
    )
    own.unit = Reminder.Unit.YEAR
    save_reminder(reminder=own, now=now)
    gone = make_contact(owner, "Somebody Deleted", now)
    remove_person(contact=gone, now=now)


def _network(owner: User, people: dict[str, Contact], now: datetime) -> None:
    asks = (("Vera Lindgren", "Hello! We sat at the same table in Graz; I would love to hear about your radio.", 3),
            ("Samira Haddad", "", 9), ("Max Power", "", 30))  # fmt: skip
    for name, message, ago in asks:
        LinkRequest.objects.create(
            owner=owner, network="linkedin", name=name, message=message, sent_at=now - timedelta(days=ago),
            address=f"https://www.linkedin.com/in/{name.split()[0].lower()}", external_key=name,
        )  # fmt: skip
    LinkRequest.objects.create(
        owner=owner, network="linkedin", name="Ole Berg", incoming=False, sent_at=now, external_key="Ole Berg"
    )
    choose(contact=people["Petra Zielinski"], choice=ReviewChoice.Choice.UNLINK, reason="", now=now)


def _imports(owner: User, now: datetime) -> None:
    """One run that is through, with a row that could not be read, and one that waits."""
    rows = [{"given": "Vera", "family": "Lindgren", "slug": "vera-lindgren", "on": "some day"}, HIDDEN]
    for name in ("export.zip", "export of the year.zip"):
        content = make_export(connections=[{**row, "company": name} for row in rows])
        run = start_import(owner=owner, files=[(name, io.BytesIO(content))], texts=False, now=now)
        if not ImportRun.objects.owned_by(owner).exclude(pk=run.pk).exists():
            work_on(run.pk)
