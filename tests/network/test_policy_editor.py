"""The editor: rules as sentences, moved by buttons, with what is wrong told at its place."""

from copy import deepcopy
from datetime import datetime

import pytest
from django.db import transaction
from django.test import Client

from accounts.models import User
from accounts.services import create_owner
from domain.linkfacts import LinkFacts, Reason
from domain.linking import (
    Check,
    NotSo,
    Outcome,
    Policy,
    Rule,
    all_of,
    decide,
    never_admitting,
    policy_sentences,
)
from domain.linkpresets import preset
from network.models import PolicyVersion
from network.queries.policies import current_policy
from network.services.policies import save_version
from tests.conftest import NOON, PASSWORD
from tests.network.editing import address, draft_in, fields_of

STEP = {"HTTP_HX_REQUEST": "true"}
RECRUITER = LinkFacts(guessed_reason=Reason.RECRUITER)


@pytest.fixture
def held(alice: User, now: datetime) -> PolicyVersion:
    return save_version(owner=alice, policy=preset("coffee-meal-beer", "linkedin"), now=now)


@pytest.fixture(scope="module")
def first_typed(kept: None) -> dict[str, list[str]]:
    """What the editor holds of a policy that was chosen; the rows behind it are gone."""
    with transaction.atomic():
        dora = create_owner(email="dora@example.org", password=PASSWORD)
        save_version(owner=dora, policy=preset("coffee-meal-beer", "linkedin"), now=NOON)
        client = Client()
        client.force_login(dora)
        found = fields_of(client.get(address("edit")).content.decode())
        transaction.set_rollback(True)
    return found


@pytest.fixture
def typed(first_typed: dict[str, list[str]], held: PolicyVersion) -> dict[str, list[str]]:
    return deepcopy(first_typed)


def test_every_owner_types_into_the_same_editor(typed: dict[str, list[str]], as_alice: Client) -> None:
    assert fields_of(as_alice.get(address("edit")).content.decode()) == typed


def step(client: Client, typed: dict[str, list[str]], do: str) -> dict[str, list[str]]:
    """What the editor holds after a button was pressed."""
    return fields_of(client.post(address("edit"), typed | {"do": do}).content.decode())


def saved(client: Client, typed: dict[str, list[str]]) -> Policy:
    shown = client.post(address("simulate"), typed)
    assert shown.status_code == 200
    client.post(address("save"), {"draft": draft_in(shown.content.decode())})
    return PolicyVersion.objects.order_by("-number")[0].policy


def refused(client: Client, typed: dict[str, list[str]]) -> str:
    """The page that says what is wrong; nothing is saved, and nothing typed is lost."""
    before = PolicyVersion.objects.count()
    answer = client.post(address("simulate"), typed)
    assert answer.status_code == 422
    assert PolicyVersion.objects.count() == before
    page = answer.content.decode()
    assert fields_of(page) == typed
    return page


@pytest.mark.parametrize(("wanted", "verdict"), [("accept", Outcome.ACCEPT), ("decline", Outcome.DECLINE)])
def test_s2_an_exception_is_one_more_rule_moved_before_the_others(
    wanted: str, verdict: Outcome, as_alice: Client, typed: dict[str, list[str]]
) -> None:
    typed = step(as_alice, typed, "add")
    typed |= {"fact-5-1": ["guessed_reason"], "slot-5-1": ["recruiter"], "verdict-5": [wanted]}
    for _ in range(4):
        typed = step(as_alice, typed, "up 5")

    policy = saved(as_alice, typed)

    assert policy.rules[0] == Rule(Check("guessed_reason", "recruiter"), verdict)
    assert decide(policy, RECRUITER).verdict == verdict


def test_a_rule_moves_down_and_stops_at_the_end(as_alice: Client, typed: dict[str, list[str]]) -> None:
    moved = step(as_alice, step(as_alice, typed, "down 3"), "down 3")

    assert moved["rule"] == ["1", "2", "4", "3"]
    assert step(as_alice, moved, "up 1")["rule"] == ["1", "2", "4", "3"]


def test_the_moved_rule_keeps_the_focus_with_a_script_and_without(
    as_alice: Client, typed: dict[str, list[str]]
) -> None:
    for headers in ({}, STEP):
        page = as_alice.post(address("edit"), typed | {"do": "up 3"}, **headers).content.decode()

        assert page.count("autofocus") == 1
        assert page.partition('id="up-3"')[2].partition(">")[0].endswith("autofocus")


def test_a_rule_goes_and_sentences_come_and_go(as_alice: Client, typed: dict[str, list[str]]) -> None:
    typed = step(as_alice, step(as_alice, typed, "remove 4"), "remove 3")
    typed = step(as_alice, typed, "also 1")
    typed |= {"fact-1-2": ["not behaviour"], "slot-1-2": ["spam"]}
    typed = step(as_alice, typed, "drop 2 1")

    policy = saved(as_alice, typed)

    assert [rule.condition for rule in policy.rules] == [
        all_of(Check("meetings", 1), NotSo(Check("behaviour", "spam"))),
        Check("online_days", 60),
    ]


def test_any_of_several_sentences_can_be_enough(as_alice: Client, typed: dict[str, list[str]]) -> None:
    policy = saved(as_alice, typed | {"needs-2": ["any"]})

    assert "six exchanges online, both of us writing, or our" in policy_sentences(policy)[1]


def test_another_sentence_gets_a_slot_that_suits_it(as_alice: Client, typed: dict[str, list[str]]) -> None:
    shown = step(as_alice, typed | {"fact-1-1": ["note_kind"]}, "show")

    assert shown["slot-1-1"] == ["empty"]
    assert step(as_alice, shown | {"fact-1-1": ["same_event"]}, "show")["slot-1-1"] == ["14"]


def test_the_words_follow_while_one_types(as_alice: Client, typed: dict[str, list[str]]) -> None:
    posted = typed | {"slot-4-1": ["30"], "do": "words"}

    words = as_alice.post(address("edit"), posted, **STEP).content.decode()

    assert "within the 30 days before they asked: offer a coffee." in words
    assert "<form" not in words


def test_words_that_are_not_ready_say_so(as_alice: Client, typed: dict[str, list[str]]) -> None:
    words = as_alice.post(address("edit"), typed | {"slot-4-1": ["many"], "do": "words"}).content.decode()

    assert "Rule 4 is not ready yet." in words
    assert "If we shared a coffee, a meal or a drink" in words


def test_settings_are_saved_with_the_rules(as_alice: Client, typed: dict[str, list[str]]) -> None:
    changed = {
        "at_most_present": ["6"],
        "useful_roles": ["editor\n\nvenue manager\neditor"],
        "market": ["Bergen"],
    }

    settings = saved(as_alice, typed | changed).settings

    told = (settings.at_most_present, settings.useful_roles, settings.market)
    assert told == (6, ("editor", "venue manager"), "Bergen")


def test_a_policy_without_rules_speaks_of_everybody(as_alice: Client, typed: dict[str, list[str]]) -> None:
    for rule in "1234":
        typed = step(as_alice, typed, f"remove {rule}")

    assert policy_sentences(saved(as_alice, typed)) == ("Everybody: ask where we met.",)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"slot-1-1": ["many"]}, "Write a whole number from 1 to 10000."),
        ({"slot-1-1": ["1e400"]}, "Write a whole number from 1 to 10000."),
        ({"slot-1-1": ["1.5"]}, "Write a whole number from 1 to 10000."),
        ({"at_most_present": ["1"]}, "greater than or equal to 2"),
        ({"at_most_present": ["a few"]}, "Enter a whole number."),
        ({"name": [" "]}, "This field is required."),
        ({"market": ["x" * 101]}, "at most 100 characters"),
        ({"pitch_words": ["x" * 101]}, "A line has at most 100 characters."),
        ({"fact-4-1": ["meetings"], "was-4-1": ["meetings"], "slot-4-1": ["2"]}, "rule 1 decides before it"),
        (
            {
                "fact-4-1": ["not meetings"],
                "was-4-1": ["meetings"],
                "slot-4-1": ["1"],
                "verdict-4": ["accept"],
            },
            "",
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_place(
    changed: dict[str, list[str]], said: str, as_alice: Client, typed: dict[str, list[str]]
) -> None:
    if said:
        assert said in refused(as_alice, typed | changed)
    else:
        assert saved(as_alice, typed | changed)


def test_the_page_says_where_to_look(as_alice: Client, typed: dict[str, list[str]]) -> None:
    changed = {"slot-1-1": [""], "slot-4-1": ["-3"], "answer_days": ["0"]}

    page = refused(as_alice, typed | changed)

    assert "Not yet: look at rule 1, rule 4 and what stands beside the rules." in page


def test_contradicting_sentences_mean_nobody(as_alice: Client, typed: dict[str, list[str]]) -> None:
    changed = {"fact-2-2": ["not online_exchanges"], "was-2-2": ["online_exchanges"], "slot-2-2": ["3"]}

    assert "its sentences contradict one another" in refused(as_alice, typed | changed)


def test_a_generic_note_alone_never_declines(as_alice: Client, typed: dict[str, list[str]]) -> None:
    changed = {
        "fact-4-1": ["note_kind"],
        "was-4-1": ["note_kind"],
        "slot-4-1": ["generic"],
        "verdict-4": ["decline"],
    }

    assert "A generic or empty note alone never declines" in refused(as_alice, typed | changed)


def test_never_admitting_leaves_no_rule_that_asks(as_alice: Client, typed: dict[str, list[str]]) -> None:
    page = refused(as_alice, typed | {"never_admits": ["on"], "question": ["Where have we met?"]})

    assert "choose another verdict than asking where you met" in page
    assert "You never admit not knowing somebody, but the question does." in page


def test_under_never_admits_asking_is_not_offered(alice: User, as_alice: Client, now: datetime) -> None:
    save_version(owner=alice, policy=never_admitting(preset("no-objection", "xing")), now=now)

    page = as_alice.get(address("edit", "xing")).content.decode()

    verdicts = page.partition('name="verdict-1"')[2].partition("</select>")[0]
    assert "ask-where-met" not in verdicts


def test_51_rules_are_one_too_many(as_alice: Client, typed: dict[str, list[str]]) -> None:
    for number in range(5, 52):
        typed["rule"].append(str(number))
        typed |= {f"verdict-{number}": ["accept"], f"needs-{number}": ["all"], f"say-{number}": ["1"]}
        typed |= {f"fact-{number}-1": ["same_event"], f"was-{number}-1": ["same_event"]}
        typed |= {f"slot-{number}-1": [str(number + 20)]}

    assert "A policy has at most 50 rules." in refused(as_alice, typed)


def test_markup_and_template_syntax_are_only_words(as_alice: Client, typed: dict[str, list[str]]) -> None:
    nasty = "<script>alert(1)</script>{{ user.email }}{% now 'Y' %}\"'"
    changed = {
        "name": [nasty],
        "market": [nasty],
        "fact-4-1": ["title_words"],
        "was-4-1": ["title_words"],
        "slot-4-1": [nasty],
    }

    shown = as_alice.post(address("simulate"), typed | changed).content.decode()
    policy = saved(as_alice, typed | changed)
    editor = as_alice.get(address("edit")).content.decode()

    assert policy.name == nasty
    assert "<script>alert" not in shown + editor
    assert fields_of(editor)["slot-4-1"] == [nasty]


def test_a_draft_goes_back_from_the_simulation_to_the_editor(
    as_alice: Client, typed: dict[str, list[str]]
) -> None:
    typed["name"] = ["My own way"]
    shown = as_alice.post(address("simulate"), typed).content.decode()

    back = as_alice.post(address("edit"), {"draft": draft_in(shown)}).content.decode()

    assert fields_of(back) == typed
    assert current_policy(PolicyVersion.objects.get().owner, "linkedin").name == "Coffee, meal or beer"


def test_a_preset_can_be_changed_before_it_is_chosen(as_alice: Client) -> None:
    page = as_alice.post(address("edit", "xing"), {"preset": "same-market"}).content.decode()

    assert fields_of(page)["name"] == ["Same market"]


def test_there_is_nothing_to_edit_before_a_policy_is_chosen(as_alice: Client) -> None:
    assert as_alice.get(address("edit", "xing")).status_code == 404
    assert as_alice.post(address("edit", "xing")).status_code == 404


def test_strange_fields_do_no_harm(as_alice: Client, typed: dict[str, list[str]]) -> None:
    strange = {"rule": ["x", "1", "1", "9" * 50], "say-1": ["1", "-1"], "fact-1-1": ["no_such"], "do": ["up"]}

    page = as_alice.post(address("edit"), typed | strange)

    assert page.status_code == 200
    assert "Choose a sentence." in page.content.decode()
