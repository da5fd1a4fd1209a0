"""Whoever does not want to see how strong relationships are sees no such number anywhere, but the health words."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from accounts import clock
from accounts.models import User
from accounts.services import create_owner
from contacts.models import Contact
from contacts.services import add_tie
from dashboard.digest import as_mail, compose
from dashboard.tasks import tick
from domain.guests.read import read_guests
from domain.plans import Plan
from domain.state import strength
from domain.ties import TieFacts
from interactions.models import Event
from interactions.services import hold_contact, rate_contact
from interactions.services.events import plan_event
from network.models import Introduction, LinkRequest, ReviewChoice
from network.services import link_contact
from network.services.claims import add_claim
from network.services.guests import take_in_guests
from network.services.introductions import Between, start_introduction
from relationships.models import Standing
from tests.conftest import NOON, PASSWORD
from tests.factories import log, make_contact
from tests.network.asking import rules
from tests.network.given import request_from
from tests.samples.linkedin import make_export
from tests.test_strangers import routes
from transfer.models import ImportRun
from transfer.services import start_import
from transfer.tasks import work_on

TODAY = date(2026, 3, 12)
MET = {
    "Ada Lindqvist": (3, 10, 17, 24, 31, 38, 45),
    "Bo Ek": (80, 101, 122, 143, 164),
    "Carl Babic": (700, 705, 710, 715, 720, 725, 730, 735),
    "Dora Sand": (30, 60, 90),
    "Emil Moor": (800,),
    "Fay Holm": (2,),
}
OTHER_NUMBERS = {"interactions:weights"}
"""Pages with decimals that are no strengths: what a kind of interaction weighs."""
STRENGTH = re.compile(r"(?<![\d.,/])(?:10|\d)\.\d(?![\d.])")


@pytest.fixture(scope="module")
def owner(kept: None) -> User:
    """Of a book of those with a number to show: thriving, cooling, dormant but once strong, rated, family, linked."""
    alice = create_owner(email="alice@example.org", password=PASSWORD)
    with clock.set_to(NOON):
        fill(alice, NOON)
    return alice


@pytest.fixture
def alice(owner: User, db: None) -> User:
    return User.objects.get(pk=owner.pk)


@pytest.fixture
def book(alice: User, now: datetime) -> dict[str, Contact]:
    return {one.display: one for one in Contact.objects.owned_by(alice).filter(display__in=MET)}


def fill(alice: User, now: datetime) -> None:
    people = {name: make_contact(alice, name, now, circle="close") for name in MET}
    for name, days in MET.items():
        for ago in sorted(days, reverse=True):
            log(people[name], TODAY - timedelta(days=ago), now, kind="meal")
    rate_contact(contact=people["Dora Sand"], value=8.5, half_life=365, day=TODAY, now=now)
    hold_contact(contact=people["Ada Lindqvist"], now=now, is_family=True)
    link_contact(
        owner=alice, contact=people["Carl Babic"], network="linkedin", since=date(2020, 1, 1), address=""
    )
    ask_with_reasons(alice, people, now)
    bring_together(alice, people, now)
    start_import(owner=alice, files=[("export.zip", io.BytesIO(make_export()))], texts=False, now=now)
    work_on(ImportRun.objects.get().pk)
    tick()


def ask_with_reasons(owner: User, people: dict[str, Contact], now: datetime) -> None:
    """Requests whose verdicts are reasoned with strengths: near a rule, over it, and of a friend who is named."""
    rules(owner, "know-trust-respect", now)
    for name in ("Ada Lindqvist", "Emil Moor"):
        asked = request_from(owner, name, contact=people[name])
        add_claim(
            owner=owner, request=asked, contact=None, friend=people["Fay Holm"], friend_name="", now=now
        )
    request_from(owner, "Bo Ek", contact=people["Bo Ek"], state="declined", sent_at=now)


def bring_together(owner: User, people: dict[str, Contact], now: datetime) -> None:
    """A way to somebody over a friend, one that is refused, and an event with all of them."""
    for name, estimate in (("Ada Lindqvist", 7), ("Bo Ek", 2), ("Fay Holm", None)):
        facts = TieFacts(estimate=estimate)
        add_tie(
            owner=owner, one=people[name], other=people["Carl Babic"], role="friend", facts=facts, now=now
        )
    plan = Plan("The fair", TODAY + timedelta(days=1))
    event = plan_event(owner=owner, plan=plan, contacts=list(people.values()), now=now)
    take_in_guests(event=event, said=read_guests("Vera Rask, Kiln").guests)
    asked = Between(broker=people["Ada Lindqvist"], to=people["Carl Babic"])
    start_introduction(owner=owner, between=asked, why="to sail", now=now)


def pages(people: dict[str, Contact]) -> Iterator[str]:
    """Every page that can be read, and those of every person and of the import."""
    for name, pattern in routes():
        if not pattern.pattern.converters and name not in OTHER_NUMBERS:
            yield reverse(name)
    for person in people.values():
        yield reverse("dashboard:person", args=[person.pk])
        yield reverse("dashboard:person_edit", args=[person.pk])
        yield reverse("dashboard:person_brief", args=[person.pk])
        yield reverse("network:alike", args=[person.pk])
        yield reverse("network:favour_check", args=[person.pk])
        yield reverse("network:introduce") + f"?contact={person.pk}&mutuals=Ada+Lindqvist%3B+Bo+Ek"
    for event in Event.objects.all():
        yield reverse("network:event", args=[event.pk])
        yield reverse("network:event_after", args=[event.pk])
        yield reverse("dashboard:event_brief", args=[event.pk])
    for introduction in Introduction.objects.all():
        yield reverse("network:introduction", args=[introduction.pk])
    for request in LinkRequest.objects.order_by("pk"):
        yield reverse("network:request_card", args=[request.pk])
    for page in ("edit", "simulate", "versions", "drift"):
        yield reverse(f"network:policy_{page}", args=["linkedin"])
    yield reverse("transfer:report", args=[ImportRun.objects.get().pk])
    yield from ("/review/?show=nurture", "/search/?q=a", "/people/?sort=strength", "/people/?state=any")


def numbers_on(client: Client, address: str) -> list[str]:
    """Everything on a page, and in its attributes, that looks like a strength."""
    answer = client.get(address)
    if answer.status_code in (302, 405):
        return []
    assert answer.status_code == 200, address
    shown = answer.content.decode()
    shown = re.sub(r"<svg.*?</svg>", lambda found: drawn(found[0]), shown, flags=re.S)
    shown = re.sub(r"(?:Rapport|vCard|ask for) \d[\d.a-z]*|<link[^>]*>|<script[^>]*>|<meta[^>]*>", "", shown)
    shown = re.sub(r'(min|max|step)="[\d.]+"|[\d.]+ × your usual|[\d.]+ seconds', "", shown)
    return STRENGTH.findall(shown)


def drawn(picture: str) -> str:
    """What a picture says: its words; a ring or bar that is filled tells as much as a number."""
    tells = re.findall(r'aria-label="[^"]*"|stroke-dasharray="[^"]*"', picture)
    if 'class="bar"' in picture or 'class="ring' in picture:
        tells += re.findall(r'class="fill"|class="arc"', picture)
        assert not tells[1:], tells
    return " ".join([*tells, re.sub(r"<[^>]+>", " ", picture)])


def crawl(client: Client, people: dict[str, Contact]) -> dict[str, list[str]]:
    found = {address: numbers_on(client, address) for address in pages(people)}
    return {address: numbers for address, numbers in found.items() if numbers}


def hide(user: User) -> None:
    user.shows_strength = False
    user.save()


def test_an_owner_who_hides_them_sees_no_number_on_any_page(
    as_alice: Client, alice: User, book: dict[str, Contact]
) -> None:
    hide(alice)
    assert crawl(as_alice, book) == {}


def test_the_same_pages_show_them_otherwise(as_alice: Client, book: dict[str, Contact]) -> None:
    person = reverse("dashboard:person", args=[book["Dora Sand"].pk])
    for address in ("/", "/people/", "/search/?q=a", "/review/?show=nurture", person):
        text = as_alice.get(address).content.decode()
        assert STRENGTH.search(re.sub(r"Rapport \d[\d.a-z]*", "", text)), address


def test_the_reasons_of_a_verdict_tell_the_strength_otherwise(
    as_alice: Client, book: dict[str, Contact]
) -> None:
    shown = as_alice.get("/requests/").content.decode()

    assert re.search(r"you are at \d\.\d of 10", shown)
    assert re.search(r"Fay Holm \(\d\.\d with you\)", shown)


def test_the_health_words_stay(as_alice: Client, alice: User, book: dict[str, Contact]) -> None:
    hide(alice)
    for address in ("/", "/people/", "/review/?show=nurture", f"/people/{book['Carl Babic'].pk}/"):
        assert "Dormant" in as_alice.get(address).content.decode(), address


def test_one_person_hidden_shows_no_number_while_others_do(
    as_alice: Client, alice: User, book: dict[str, Contact]
) -> None:
    for person in book.values():
        person.hides_strength = True
        person.save()
    plain = {reverse("transfer:report", args=[ImportRun.objects.get().pk])}

    found = crawl(as_alice, book)

    imported = [strength(row.state, TODAY.toordinal()) for row in others(alice, book)]
    allowed = {f"{value:.1f}" for value in imported}
    assert {
        address: numbers
        for address, numbers in found.items()
        if address not in plain and set(numbers) - allowed
    } == {}


def others(owner: User, people: dict[str, Contact]) -> list[Standing]:
    hidden = [person.pk for person in people.values()]
    return list(Standing.objects.owned_by(owner).exclude(contact__in=hidden))


@override_settings(SMTP_HOST="mail.example.org")
def test_the_digest_tells_no_number_either(alice: User, book: dict[str, Contact], now: datetime) -> None:
    hide(alice)
    message = as_mail(compose(alice, TODAY), recipient=alice.email, message_id="<x@example.org>")

    html = str(message.alternatives[0][0])
    told = message.body + re.sub(r"<style.*?</style>|style=\"[^\"]*\"|<meta[^>]*>", "", html, flags=re.S)
    assert "Carl Babic" in told
    assert STRENGTH.findall(told) == []


def test_the_list_neither_draws_the_column_nor_offers_to_sort_by_it(
    as_alice: Client, alice: User, book: dict[str, Contact]
) -> None:
    hide(alice)
    shown = as_alice.get("/people/").content.decode()

    assert "sort=strength" not in shown
    assert "sort=-strength" not in shown
    assert ">Strength<" not in shown


def test_a_reason_that_is_kept_holds_no_number(
    alice: User, as_alice: Client, book: dict[str, Contact]
) -> None:
    carl = book["Carl Babic"]
    as_alice.post(reverse("network:choose", args=[carl.pk, "nurture"]), {"show": "nurture"})

    assert ReviewChoice.objects.get(contact=carl).reason.startswith("Once strong; silent 700 days")


def test_the_settings_and_the_card_hide_and_show_again(
    as_alice: Client, alice: User, book: dict[str, Contact]
) -> None:
    page = f"/people/{book['Ada Lindqvist'].pk}/"
    assert "Why " in as_alice.get(page).content.decode()
    form = as_alice.get(f"{page}edit/").content.decode()
    assert 'name="hides_strength"' in form
    assert 'name="shows_strength"' in as_alice.get("/settings/").content.decode()

    hide(alice)
    shown = as_alice.get(page).content.decode()
    assert "How it stands" in shown
    assert "That is where we are" not in shown
