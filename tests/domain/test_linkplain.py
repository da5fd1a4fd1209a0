import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.linking import Check, Outcome, Rule, from_plain, to_plain
from domain.linkplain import condition_from_plain, condition_to_plain
from tests.domain.linkcases import conditions, law, policies, policy_of

COFFEE = {"if": {"fact": "meetings", "is": 1}, "then": "accept"}
PLAIN = {"network": "linkedin", "name": "Mine", "slug": "mine", "rules": [COFFEE], "default": "ignore"}
json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["fact", "is", "all", "any", "not", "if", "then"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


def nested(depth):
    condition = {"fact": "meetings", "is": 1}
    for _ in range(depth - 1):
        condition = {"not": condition}
    return condition


@law
@given(policies)
def test_a_policy_comes_back_from_json_as_it_was(policy):
    assert from_plain(json.loads(json.dumps(to_plain(policy)))) == policy


@law
@given(conditions)
def test_a_condition_comes_back_from_json_as_it_was(condition):
    assert condition_from_plain(json.loads(json.dumps(condition_to_plain(condition)))) == condition


@law
@given(json_values)
def test_any_json_is_read_or_refused_in_words(value):
    for plain in (value, {**PLAIN, "rules": value}, {**PLAIN, "rules": [{"if": value, "then": "accept"}]}):
        with suppress(ValueError):
            policy = from_plain(plain)
            assert from_plain(to_plain(policy)) == policy


def test_settings_that_are_not_told_have_their_defaults():
    assert from_plain(PLAIN) == policy_of(Rule(Check("meetings", 1), Outcome.ACCEPT), default=Outcome.IGNORE)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"fact": "shoe_size", "is": 1}, "Rule 1: “shoe_size” is no fact that a rule may name."),
        ({"fact": "meetings", "is": 0}, "Rule 1: “meetings” needs a number from 1 to 10000."),
        ({"fact": "meetings", "is": 1.5}, "Rule 1: “meetings” needs a whole number."),
        ({"fact": "meetings", "is": True}, "Rule 1: “meetings” needs a number from 1 to 10000."),
        ({"fact": "strength", "is": 11}, "Rule 1: “strength” needs a number from 0 to 10."),
        ({"fact": "strength", "is": 4.55}, "Rule 1: “strength” is told with one decimal."),
        (
            {"fact": "useful_role", "is": False},
            "Rule 1: “useful_role” is either so or not: its threshold is true.",
        ),
        ({"fact": "note_kind", "is": "rude"}, "Rule 1: “note_kind” is one of: empty, generic, personal."),
        ({"fact": "title_words", "is": []}, "Rule 1: “title_words” needs one to 50 words."),
        (
            {"fact": "title_words", "is": ["?!"]},
            "Rule 1: A word of “title_words” has at least one letter or figure.",
        ),
        (
            {"fact": "title_words", "is": ["Acme, Inc."]},
            "Rule 1: A word of “title_words” has at most 100 characters and no comma.",
        ),
        (nested(7), "Rule 1: Conditions are nested at most 6 deep."),
        (nested(5_000), "Rule 1: Conditions are nested at most 6 deep."),
        ({"any": [{"fact": "meetings", "is": 1}] * 51}, "Rule 1: A rule holds at most 50 conditions."),
        ({"all": []}, "Rule 1: A group needs at least one condition."),
        ({"all": [], "any": []}, "Rule 1: A condition is one of: fact, all, any, not."),
        ({"code": "1"}, "Rule 1: A condition knows no “code”."),
        ("meetings", "Rule 1: A condition is given by names and values."),
    ],
)
def test_a_condition_that_cannot_be_is_refused_in_words(condition, words):
    with pytest.raises(ValueError, match=".") as refused:
        from_plain({**PLAIN, "rules": [{"if": condition, "then": "accept"}]})

    assert str(refused.value) == words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"default": "link"}, "“link” is no verdict."),
        ({"rules": [{"if": nested(1), "then": "link"}]}, "Rule 1: “link” is no verdict."),
        ({"rules": [COFFEE] * 51}, "A policy has at most 50 rules."),
        ({"rules": "none"}, "Rules are given as a list."),
        ({"slug": "My Rules"}, "A policy's short name has small letters"),
        ({"name": " "}, "A policy's name has 1 to 100 characters."),
        ({"network": ""}, "A network's name has 1 to 20 characters."),
        ({"name": 3}, "“name” is a text."),
        ({"owner": 3}, "A policy knows no “owner”."),
        ({"settings": {"at_most_present": 1}}, "At most present is a whole number from 2 to 10000."),
        ({"settings": {"answer_days": "soon"}}, "Days to answer is a whole number from 1 to 365."),
        ({"settings": {"after_accepting": "spam"}}, "After accepting comes one of: hello, ask, nothing."),
        ({"settings": {"question": " "}}, "Write a question of at most 2000 characters."),
        ({"settings": {"pitch_words": "free"}}, "Words are given as a list of texts."),
        ({"settings": {"pitch_words": ["free"] * 201}}, "A list holds at most 200 entries."),
        ({"settings": {"never_admits": 1}}, "“never_admits” is true or false."),
    ],
)
def test_a_policy_that_cannot_be_is_refused_in_words(change, words):
    with pytest.raises(ValueError, match=".") as refused:
        from_plain({**PLAIN, **change})

    assert str(refused.value)[: len(words)] == words


def test_s19_a_generic_note_alone_never_declines():
    generic = {"any": [{"fact": "note_kind", "is": "generic"}, {"fact": "note_kind", "is": "empty"}]}
    pitch = {"all": [generic, {"fact": "note_pitches", "is": True}]}

    with pytest.raises(ValueError, match="generic or empty note alone never declines"):
        from_plain({**PLAIN, "rules": [{"if": generic, "then": "decline"}]})
    assert from_plain({**PLAIN, "rules": [{"if": pitch, "then": "decline"}]}).rules[0].verdict == "decline"
