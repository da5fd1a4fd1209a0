"""Every address, asked for by a stranger: 404 for another owner's rows, nothing shown, nothing changed.

The cases come from the URL table; a new route without an object here fails `test_every_route_is_covered`.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from contacts.models import Note
from domain.scale import Scale
from interactions.services import begin_reweighing, remove_interaction
from network.models import ReviewChoice, UnlinkTask
from network.services import choose, end_link, link_contact
from reminders.models import Occurrence, Reminder
from reminders.services import act_on, add_follow_up, drop_reminder, remove_person
from tests.contacts import strangers_photos
from tests.dashboard import strangers_brief
from tests.factories import log, make_contact
from tests.network import (
    strangers_after,
    strangers_arrivals,
    strangers_events,
    strangers_favours,
    strangers_inbox,
    strangers_introduce,
    strangers_introductions,
    strangers_policies,
    strangers_public,
    strangers_ties,
)
from tests.reminders import strangers_channels, strangers_feeds, strangers_nudges
from tests.transfer import strangers_columns, strangers_merging, strangers_out, strangers_runs
from transfer.models import ImportRun

CANARY = "Canarybird"
OPEN_TO_ALL = (
    {"healthz", "account_login"} | strangers_public.OPEN | strangers_channels.OPEN | strangers_feeds.OPEN
)
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD")
BY_HTMX = {"HTTP_HX_REQUEST": "true"}
SEEKING = f"?q={CANARY}&state=any&name={CANARY}"
OF_LINKING = (
    strangers_columns,
    strangers_merging,
    strangers_out,
    strangers_runs,
    strangers_after,
    strangers_arrivals,
    strangers_events,
    strangers_favours,
    strangers_inbox,
    strangers_introduce,
    strangers_introductions,
    strangers_policies,
    strangers_public,
    strangers_ties,
    strangers_channels,
    strangers_feeds,
    strangers_nudges,
    strangers_photos,
    strangers_brief,
)
OWN_APPS = ("accounts", "contacts", "relationships", "reminders", "interactions", "network", "transfer")
TABLES = [
    model._meta.db_table
    for label in OWN_APPS
    for model in apps.get_app_config(label).get_models(include_auto_created=True)
]


def routes(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every named route of ours, with its namespace; allauth's are its own."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            if entry.urlconf_name.__name__.startswith("allauth"):
                continue
            yield from routes(entry, f"{entry.namespace}:" if entry.namespace else namespace)
        else:
            yield f"{namespace}{entry.name}", entry


NAMES = [name for name, _ in routes()]
WITH_OBJECT = [name for name, pattern in routes() if pattern.pattern.converters]
WITHOUT_OBJECT = [name for name, pattern in routes() if not pattern.pattern.converters]


@pytest.fixture
def objects(alice: User, now: datetime) -> dict[str, dict[str, Any]]:
    """For each route with an object, the arguments that lead to a row of Alice's."""
    person = make_contact(alice, f"{CANARY} Lindqvist", now, circle="close")
    gone = make_contact(alice, f"{CANARY} Gone", now)
    Note.objects.create(owner=alice, contact=person, text=CANARY)
    note = Note.objects.create(owner=alice, contact=person, text=CANARY)
    gone_note = Note.objects.create(owner=alice, contact=person, text=CANARY, deleted_at=now)
    interaction = log(person, date(2026, 3, 1), now, note=CANARY)
    gone_interaction = log(person, date(2026, 3, 2), now, note=CANARY)
    remove_interaction(interaction=gone_interaction, now=now)
    reminder = add_follow_up(owner=alice, contact=person, text=CANARY, on=date(2026, 3, 12), now=now)
    gone_reminder = add_follow_up(owner=alice, contact=person, text=CANARY, on=None, now=now)
    drop_reminder(reminder=gone_reminder, now=now)
    occurrence = _occurrence(alice, reminder, now)
    acted = _occurrence(alice, Reminder.objects.create(owner=alice, text=CANARY), now)
    act_on(occurrence=acted, act="done", now=now)
    link = link_contact(owner=alice, contact=person, network="linkedin", since=date(2020, 1, 1), address="")
    ended = link_contact(owner=alice, contact=person, network="xing", since=date(2020, 1, 1), address="")
    end_link(link=ended, on=date(2026, 3, 1))
    choice = choose(contact=person, choice=ReviewChoice.Choice.UNLINK, reason=CANARY, now=now)
    task = UnlinkTask.objects.owned_by(alice).get()
    done = UnlinkTask.objects.create(owner=alice, link=ended, choice=choice, made_at=now, done_at=now)
    remove_person(contact=gone, now=now)
    run = ImportRun.objects.create(
        owner=alice, kind="linkedin", file_name=CANARY, sha256="0" * 64, state="done", created_at=now
    )
    of_linking = {
        name: there for each in OF_LINKING for name, there in each.objects(alice, person, now).items()
    }
    change = begin_reweighing(owner=alice, scale=Scale({"letter": 1.5}), now=now)
    return of_linking | {
        "dashboard:person": {"pk": person.pk},
        "dashboard:person_edit": {"pk": person.pk},
        "dashboard:person_remove": {"pk": person.pk},
        "dashboard:person_restore": {"pk": gone.pk},
        "contacts:note_add": {"pk": person.pk},
        "contacts:note_edit": {"pk": note.pk},
        "contacts:note_remove": {"pk": note.pk},
        "contacts:note_restore": {"pk": gone_note.pk},
        "interactions:call": {"pk": person.pk},
        "interactions:rate": {"pk": person.pk},
        "interactions:unrate": {"pk": person.pk},
        "interactions:pin": {"pk": person.pk},
        "interactions:left": {"pk": person.pk},
        "interactions:back": {"pk": person.pk},
        "interactions:unsay": {"pk": person.pk, "token": CANARY},
        "interactions:edit": {"pk": interaction.pk},
        "interactions:remove": {"pk": interaction.pk},
        "interactions:restore": {"pk": gone_interaction.pk},
        "interactions:weights_undo": {"pk": change.pk},
        "reminders:edit": {"pk": reminder.pk},
        "reminders:remove": {"pk": reminder.pk},
        "reminders:restore": {"pk": gone_reminder.pk},
        "reminders:finish": {"pk": reminder.pk},
        "reminders:resume": {"pk": reminder.pk},
        "reminders:act": {"pk": occurrence.pk, "act": "done"},
        "reminders:undo_act": {"pk": acted.pk},
        "network:choose": {"pk": person.pk, "choice": "keep"},
        "network:undo": {"pk": choice.pk},
        "network:unlink_done": {"pk": task.pk},
        "network:unlink_undo": {"pk": done.pk},
        "network:link_reopen": {"pk": ended.pk},
        "network:link_add": {"pk": person.pk},
        "network:link_end": {"pk": link.pk},
        "transfer:report": {"pk": run.pk},
        "transfer:progress": {"pk": run.pk},
        "transfer:undo": {"pk": run.pk},
    }


def _occurrence(owner: User, reminder: Reminder, now: datetime) -> Occurrence:
    return Occurrence.objects.create(
        owner=owner, reminder=reminder, kind=reminder.kind, due_on=now.date(), due_at=now
    )


def fingerprint() -> str:
    """A digest of every row of ours; sessions do not count."""
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')  # noqa: S608  # the names are our models'
            digest.update(repr(cursor.fetchall()).encode())
    return digest.hexdigest()


def test_every_route_is_covered(objects: dict[str, dict[str, Any]]) -> None:
    assert set(WITH_OBJECT) == set(objects)


def troubles(names: Iterable[str], ask: Callable[[str], Any], expected: set[Any]) -> dict[str, Any]:
    """By route, what it answered besides what is expected, and whether asking changed a row. All over one book."""
    found, before = {}, fingerprint()
    for name in sorted(names):
        answers = ask(name)
        if set(answers.values()) - expected:
            found[name] = answers
        if fingerprint() != before:
            found[name], before = "it changed something", fingerprint()
    return found


def status_of(client: Client, method: str, url: str, **headers: str) -> int:
    """How a request is answered; what a browser follows to the sign-in page counts as that."""
    answer = client.generic(method, url, {} if method == "GET" else b"", **headers)
    to_login = answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")
    return 401 if to_login else answer.status_code


def test_a_stranger_gets_404_and_changes_nothing(objects: dict[str, dict[str, Any]], as_bob: Client) -> None:
    def ask(name: str) -> dict[str, int]:
        url = reverse(name, kwargs=objects[name])
        ways = [(method, headers) for method in METHODS for headers in ({}, BY_HTMX)]
        answers = {
            f"{method} {headers}": status_of(as_bob, method, url, **headers) for method, headers in ways
        }
        return answers if 404 in answers.values() else answers | {"never 404": 0}

    assert troubles(set(WITH_OBJECT) - OPEN_TO_ALL, ask, {404, 405}) == {}


def test_nobody_comes_in_without_signing_in(objects: dict[str, dict[str, Any]]) -> None:
    def ask(name: str) -> dict[str, int]:
        url = reverse(name, kwargs=objects.get(name))
        return {method: status_of(Client(), method, url) for method in ("GET", "POST")}

    assert troubles(set(NAMES) - OPEN_TO_ALL, ask, {401}) == {}


def test_nothing_of_another_owner_is_shown(
    objects: dict[str, dict[str, Any]], as_alice: Client, as_bob: Client
) -> None:
    def ask(name: str) -> dict[str, Any]:
        answers = {query: as_bob.get(reverse(name) + query) for query in ("", SEEKING)}
        told = {f"status {query}": answer.status_code for query, answer in answers.items()}
        shown = {f"shown {query}": CANARY in without_echo(answer) for query, answer in answers.items()}
        return told | shown

    assert troubles(set(WITHOUT_OBJECT) - OPEN_TO_ALL, ask, {200, 302, 405, False}) == {}


def without_echo(answer: HttpResponse) -> str:
    """The page without the words that were sought."""
    text = answer.content.decode()
    for echo in (f'value="{CANARY}"', f"q={CANARY}", f"name={CANARY}"):
        text = text.replace(echo, "")
    return text


def test_reading_changes_nothing(objects: dict[str, dict[str, Any]], as_alice: Client) -> None:
    def ask(name: str) -> dict[str, int]:
        return {"GET": as_alice.get(reverse(name, kwargs=objects.get(name))).status_code}

    assert troubles(NAMES, ask, {200, 302, 405}) == {}


def test_every_writing_route_asks_for_a_token(objects: dict[str, dict[str, Any]], alice: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)

    def ask(name: str) -> dict[str, int]:
        url = reverse(name, kwargs=objects.get(name))
        return {str(headers): client.post(url, **headers).status_code for headers in ({}, BY_HTMX)}

    assert troubles(set(NAMES) - OPEN_TO_ALL, ask, {403, 405}) == {}
