"""Odd ids and odd texts in every field of ties, introductions, favours, events and briefs: refused, never a crash."""

from datetime import datetime
from itertools import chain
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contacts.models import Contact
from tests.dashboard import strangers_brief
from tests.factories import make_contact
from tests.network import strangers_events, strangers_favours, strangers_introductions, strangers_ties

ODD = ("99999999999999999999", "-1", "\u00b2", "a\x00b", "x" * 30_000)
FITTING = (200, 302, 404, 422)
READ = {
    "network:introduce": "to contact company place tag mutuals line language",
    "network:introductions": "page",
    "network:introduction": "tone language",
    "network:introduction_new": "broker whom to through to_name company why",
    "network:refusal": "who tone language",
    "network:ties": "page",
    "contacts:ties": "page",
    "contacts:tie_add": "name with role estimate next",
    "network:favours": "side show page sort",
    "network:favour_add": "way next",
    "network:events": "page",
    "network:event": "page q",
    "network:event_new": "with",
    "network:event_after": "page q",
    "dashboard:brief": "with add",
    "dashboard:graph": "by page sort",
    "dashboard:graph_data": "by",
}
TIE = {
    "since": "2019",
    "until": "",
    "estimate": "5",
    "confirmed_on": "2026-01-01",
    "note": "n",
    "role": "friend",
}
EVENT = {"name": "Fair", "kind": "event", "day": "2026-03-01", "until": "", "at": "10:00", "minutes": "60"}
FAVOUR = {"way": "gave", "kind": "help", "text": "t", "on": "2026-03-01", "weight": "2", "about": ""}
WRITTEN: dict[str, dict[str, str]] = {
    "contacts:tie_add": {**TIE, "name": "Cara Quist", "picked": "", "next": ""},
    "contacts:tie_edit": TIE,
    "network:relation_add": {**TIE, "role": "sibling"},
    "network:relation_edit": {**TIE, "role": "sibling"},
    "network:together_accept": {"role": "knows", "estimate": "3"},
    "network:introduce_line": {"line": "4", "next": ""},
    "network:introduce_answer": {"estimate": "4", "to": "", "to_name": "Wilma Rask"},
    "network:introduction_new": {
        "way": "to_me", "one": "Cara Quist", "one_picked": "", "to": "Bo Lund", "to_picked": "",
        "to_company": "", "why": "", "through": "",
    },
    "network:introduction_step": {"kind": "agreed", "on": "2026-03-01", "words": "w", "ties": "on"},
    "network:introduction_close": {"outcome": "met", "on": "2026-03-01", "note": ""},
    "network:introduction_change": {"to_name": "Bo", "to_company": "", "why": ""},
    "network:pair_dismiss": {"first": "1", "second": "2"},
    "network:favour_add": FAVOUR,
    "network:favour": FAVOUR,
    "network:favour_untell": {"follow_up": "1"},
    "network:event_new": {**EVENT, "place": "", "note": "", "with": ""},
    "network:event_edit": {**EVENT, "place": "", "note": ""},
    "network:event_guests": {"text": "Ada Lund, Kiln Robotics"},
    "network:event_who": {"who-1": "1"},
    "network:event_after": {"shown": "1", "met": "1", "absent": "1", "keep": "1", "next": ""},
}  # fmt: skip


@pytest.fixture
def places(alice: User, now: datetime) -> dict[str, str]:
    """The address of each route, leading to rows of Alice's."""
    person = make_contact(alice, "Cara Quist", now)
    there = _objects(alice, person, now)
    there["network:introduce_answer"] = {"pk": person.pk}
    names = chain(READ, WRITTEN)
    return {name: reverse(name, kwargs=there.get(name)) for name in names}


def _objects(alice: User, person: Contact, now: datetime) -> dict[str, dict[str, Any]]:
    makers = (strangers_events, strangers_favours, strangers_introductions, strangers_ties, strangers_brief)
    return {name: there for each in makers for name, there in each.objects(alice, person, now).items()}


def test_every_question_is_answered(places: dict[str, str], as_alice: Client) -> None:
    as_alice.raise_request_exception = False
    troubles = [
        (name, field, odd[:20], status)
        for name, fields in READ.items()
        for field in fields.split()
        for odd in ODD
        if (status := as_alice.get(places[name], {field: odd}).status_code) not in FITTING
    ]

    assert troubles == []


@pytest.mark.parametrize("name", WRITTEN)
def test_every_field_is_taken_or_refused(name: str, places: dict[str, str], as_alice: Client) -> None:
    as_alice.raise_request_exception = False
    fitting, troubles = WRITTEN[name], []
    for field in fitting:
        for odd in ODD:
            answer = as_alice.post(places[name], fitting | {field: odd})
            if answer.status_code not in FITTING:
                troubles.append(
                    (field, odd[:20], answer.status_code, repr(getattr(answer, "exc_info", ""))[:300])
                )

    assert troubles == []


@pytest.mark.parametrize("name", WRITTEN)
def test_an_empty_form_is_refused_in_words(name: str, places: dict[str, str], as_alice: Client) -> None:
    assert as_alice.post(places[name], {"nothing": ""}).status_code in FITTING
