"""manage.py introduce: the shape of its answer, the order, and what it says where there is no way."""

import io
import json
from datetime import datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from contacts.models import Post
from contacts.services import save_contact
from tests.network.introducing_people import friend, stranger, tie


def run(**options: Any) -> Any:
    out = io.StringIO()
    call_command("introduce", owner="alice@example.org", json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def say(**options: Any) -> str:
    out = io.StringIO()
    call_command("introduce", owner="alice@example.org", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def book(alice: User, now: datetime) -> None:
    bo, ada = friend(alice, "Bo Lund", now), friend(alice, "Ada Holm", now)
    cara, dora = stranger(alice, "Cara Quist", now), stranger(alice, "Dora Sand", now)
    tie(bo, cara, now, estimate=6)
    tie(ada, cara, now)
    tie(dora, cara, now, estimate=9)
    Post.objects.create(owner=alice, contact=cara, organisation="Rare Instruments")
    save_contact(contact=cara)


def test_the_best_comes_first_the_unknown_after_it_and_the_weak_are_refused(book: None) -> None:
    told = run(to="Cara Quist")

    assert told["paths"] == [
        {
            "path": ["Bo Lund", "Cara Quist"],
            "score": 6.0,
            "weakest": "Bo Lund – Cara Quist",
            "reason": "You and Bo Lund are at 8.7, Bo Lund and Cara Quist at 6.",
        },
        {
            "path": ["Ada Holm", "Cara Quist"],
            "score": None,
            "weakest": "Ada Holm – Cara Quist",
            "reason": "You and Ada Holm are at 8.7. How well Ada Holm knows Cara Quist is not known: ask.",
        },
    ]
    assert [one["path"] for one in told["refused"]] == [["Dora Sand", "Cara Quist"]]
    assert told["refused"][0]["reason"].endswith(", below your line of 4.")


def test_a_company_and_another_line(book: None) -> None:
    told = run(company="Rare Instruments", line=7)
    assert [one["path"][0] for one in told["paths"]] == ["Ada Holm"]
    assert sorted(one["path"][0] for one in told["refused"]) == ["Bo Lund", "Dora Sand"]


def test_mutual_names_lead_to_somebody_outside_and_unknown_ones_are_told(book: None) -> None:
    told = run(to="Zoe Wik", mutuals="Bo Lund; Cleo Berg")
    assert [(one["path"], one["score"]) for one in told["paths"]] == [(["Bo Lund", "Zoe Wik"], None)]
    assert told["refused"] == [{"path": ["Cleo Berg"], "reason": "Cleo Berg is not in your book."}]


def test_without_a_way_it_says_so_and_does_not_fail(book: None) -> None:
    assert run(to="Zoe Wik") == {"paths": [], "refused": []}
    assert (
        say(to="Zoe Wik")
        == "Zoe Wik is not in your book.\nNobody who could introduce you to Zoe Wik is known.\n"
    )


def test_people_can_read_it_too(book: None) -> None:
    lines = say(to="Cara Quist").splitlines()
    assert lines[0] == (
        "   6  Bo Lund → Cara Quist: You and Bo Lund are at 8.7, Bo Lund and Cara Quist at 6."
    )
    assert lines[1].startswith(" ask  Ada Holm → Cara Quist: ")
    assert lines[2].startswith("   -  Dora Sand → Cara Quist: You and Dora Sand are at ")


@pytest.mark.parametrize(
    "options", [{}, {"to": " "}, {"to": "Bo", "line": 11}, {"to": "Bo", "line": float("nan")}]
)
def test_what_cannot_be_asked_is_refused(alice: User, options: dict[str, Any]) -> None:
    with pytest.raises(CommandError):
        run(**options)
