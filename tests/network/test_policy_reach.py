"""Rules that can never decide are found, and no others."""

import pytest

from domain.linking import Check, Condition, NotSo, Outcome, Rule, all_of, any_of
from domain.linkpresets import PRESETS
from network.forms.policy_reach import NEVER_SO, reach_faults

MET, MET_TWICE, PITCH = Check("meetings", 1), Check("meetings", 2), Check("note_pitches")


def faults(*conditions: Condition) -> dict[int, str]:
    return reach_faults({at: Rule(one, Outcome.ACCEPT) for at, one in enumerate(conditions, 1)})


@pytest.mark.parametrize("slug", PRESETS)
def test_every_rule_of_every_preset_can_decide(slug: str) -> None:
    assert reach_faults(dict(enumerate(PRESETS[slug].rules, 1))) == {}


@pytest.mark.parametrize(
    "conditions",
    [
        (MET, MET),
        (MET, MET_TWICE),
        (MET, all_of(MET, PITCH)),
        (any_of(PITCH, MET), MET_TWICE),
        (all_of(MET, PITCH), all_of(PITCH, MET_TWICE)),
        (NotSo(MET_TWICE), NotSo(MET)),
        (Check("behaviour", "any"), Check("behaviour", "spam")),
        (Check("same_event", 90), Check("same_event", 14)),
        (Check("title_words", ("editor", "author")), Check("title_words", ("editor",))),
    ],
)
def test_a_rule_behind_one_that_means_the_same_people_is_never_reached(
    conditions: tuple[Condition, ...],
) -> None:
    assert faults(*conditions) == {
        2: "Never reached: rule 1 decides before it about all whom it means. Move it up, or remove it."
    }


@pytest.mark.parametrize(
    "conditions",
    [
        (MET_TWICE, MET),
        (all_of(MET, PITCH), MET),
        (MET, any_of(MET, PITCH)),
        (NotSo(MET), NotSo(MET_TWICE)),
        (Check("behaviour", "spam"), Check("behaviour", "any")),
        (Check("same_event", 14), Check("same_event", 90)),
    ],
)
def test_a_wider_rule_behind_a_narrower_one_is_reached(conditions: tuple[Condition, ...]) -> None:
    assert faults(*conditions) == {}


def test_two_rules_can_hide_a_third_together() -> None:
    told = (
        "Never reached: rule 1 and rule 2 decide before it about all whom it means. Move it up, or remove it."
    )

    assert faults(MET, PITCH, any_of(MET, PITCH)) == {3: told}


def test_nothing_is_reached_behind_rules_that_mean_everybody() -> None:
    told = "Never reached: rule 1 and rule 2 decide before it about everybody. Move it up, or remove it."

    assert faults(MET, NotSo(MET_TWICE), PITCH) == {3: told}
    assert 2 in faults(any_of(MET, NotSo(MET)), PITCH)


@pytest.mark.parametrize(
    "condition",
    [
        all_of(MET_TWICE, NotSo(MET)),
        all_of(Check("note_kind", "empty"), Check("note_kind", "personal")),
        all_of(Check("behaviour", "spam"), NotSo(Check("behaviour", "any"))),
    ],
)
def test_sentences_that_contradict_one_another_mean_nobody(condition: Condition) -> None:
    assert faults(condition) == {1: NEVER_SO}


def test_what_can_be_so_together_is_no_contradiction() -> None:
    assert faults(all_of(MET, NotSo(MET_TWICE))) == {}
    assert faults(all_of(Check("behaviour", "spam"), Check("behaviour", "pitch"))) == {}


def test_nested_conditions_are_not_looked_into() -> None:
    assert faults(MET, all_of(MET, any_of(PITCH, MET_TWICE))) == {}
