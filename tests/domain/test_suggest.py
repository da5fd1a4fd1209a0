import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.health import Health, health, once_strong, rhythm, silence_ratio
from domain.strength import EMPTY, Rating, State, Touch, gain_of_contact, replay
from domain.suggest import NOTHING, Ground, Kind, SuggestFacts, suggest, unlink_ready

TODAY = 740_000
law = settings(deadline=None)

states = st.builds(
    lambda days_ago, rating: replay([Touch(TODAY - days, 1.0) for days in days_ago], rating),
    st.lists(st.integers(0, 4_000), max_size=8),
    st.none() | st.just(Rating(TODAY, 0.0, None, 7.0)),
)
all_facts = st.builds(
    SuggestFacts,
    state=states,
    day=st.just(TODAY),
    circle=st.sampled_from(["", "inner", "close", "friends", "network"]),
    wished_days=st.none() | st.integers(1, 400),
    is_linked=st.booleans(),
    linked_on=st.none() | st.integers(TODAY - 5_000, TODAY),
    policy_accepts=st.booleans(),
    unlink_ready=st.booleans(),
)


def met(*days_ago: int) -> State:
    return replay(Touch(TODAY - days, 1.0) for days in days_ago)


def about(state: State, **facts: object) -> SuggestFacts:
    return replace(SuggestFacts(state, TODAY), **facts)


NINE_YEARS = about(EMPTY, is_linked=True, linked_on=TODAY - 3_500)
MET_ONCE = about(met(500), is_linked=True, linked_on=TODAY - 400)


def test_thriving_and_new_people_are_kept():
    assert suggest(about(met(45, 25, 5))).kind == "keep"
    assert suggest(about(met(45, 25, 5))).reason == "Last contact 5 days ago, your usual is 20."
    assert suggest(about(met(12))).reason == "First met 12 days ago."
    assert suggest(about(met(0))).reason == "First met today."


def test_cooling_people_are_nurtured_by_expected_gain_and_care():
    state = met(111, 91, 71)
    suggestion = suggest(about(state, circle="close", wished_days=30))

    assert suggestion.kind == "nurture"
    assert suggestion.reason == "Silent 71 days, 3.6 × your usual 20."
    assert suggestion.gain == gain_of_contact(state, TODAY)
    assert suggestion.priority == pytest.approx(3 * suggestion.gain)


def test_a_wish_is_told_where_there_is_no_rhythm_yet():
    suggestion = suggest(about(met(200), circle="close", wished_days=30))
    assert suggestion.reason == "In touch on one day, silent 200 days; you wished for every 30 days."


def test_dormant_people_who_were_once_strong_come_before_everyone():
    strong = suggest(about(met(*range(1500, 1570, 7))))
    cooling = suggest(about(met(130, 100, 70), circle="inner", wished_days=7))

    assert strong.reason == "Once strong, 8.4 at its best; silent 1500 days, 214 × your usual 7."
    assert strong.priority > cooling.priority


def test_a_link_to_someone_who_never_became_a_relationship_is_reviewed():
    suggestion = suggest(MET_ONCE)

    assert (suggestion.kind, suggestion.ground, suggestion.can_unlink) == ("review", Ground.NEVER, True)
    assert suggestion.reason == "In touch once, nothing for one year."


def test_without_a_link_there_is_only_letting_fade():
    suggestion = suggest(replace(MET_ONCE, is_linked=False, linked_on=None))
    assert (suggestion.kind, suggestion.can_unlink) == ("review", False)


def test_a_link_the_policy_accepts_is_kept():
    suggestion = suggest(replace(MET_ONCE, policy_accepts=True))

    assert suggestion.kind == "keep"
    assert suggestion.reason == "In touch once, nothing for one year. Your policy accepts the link."
    assert suggest(replace(NINE_YEARS, policy_accepts=True)) == NOTHING


def test_a_link_with_nothing_recorded_for_over_a_year_is_reviewed_apart():
    suggestion = suggest(NINE_YEARS)

    assert (suggestion.kind, suggestion.ground) == ("review", Ground.NOTHING_RECORDED)
    assert suggestion.reason == "Linked nine years, nothing recorded."


@pytest.mark.parametrize("linked_on", [TODAY - 365, TODAY, None])
def test_a_recent_link_with_nothing_recorded_is_left_alone(linked_on):
    assert suggest(replace(NINE_YEARS, linked_on=linked_on)) == NOTHING
    assert suggest(about(EMPTY)) == NOTHING


def test_unlinking_where_nothing_is_recorded_waits_for_the_history():
    assert not suggest(NINE_YEARS).can_unlink
    assert suggest(replace(NINE_YEARS, unlink_ready=True)).can_unlink


@pytest.mark.parametrize(
    ("history_is_in", "first_logged", "expected"),
    [
        (False, None, False),
        (True, None, True),
        (False, TODAY - 89, False),
        (False, TODAY - 90, True),
    ],
)
def test_the_history_is_in_when_the_owner_says_so_or_after_ninety_days(history_is_in, first_logged, expected):
    assert unlink_ready(TODAY, history_is_in, first_logged) is expected


def test_frozen_people_get_no_suggestion():
    assert suggest(about(replace(met(500), frozen_on=TODAY - 100), is_linked=True)) == NOTHING


@law
@given(all_facts)
def test_nobody_wanted_and_nobody_once_strong_is_proposed_for_unlinking(facts):
    if facts.is_wanted or once_strong(facts.state):
        assert suggest(facts).kind is not Kind.REVIEW


@law
@given(all_facts)
def test_every_suggestion_has_its_reason(facts):
    suggestion = suggest(facts)
    assert (suggestion.kind is None) == (suggestion.reason == "")


@law
@given(all_facts)
def test_every_cooling_or_dormant_person_is_nurtured(facts):
    if health(facts.state, TODAY, facts.wished_days) in (Health.COOLING, Health.DORMANT):
        assert suggest(facts).kind is Kind.NURTURE


@law
@given(all_facts)
def test_a_reason_tells_only_numbers_of_the_persons_own_history(facts):
    state, silent, met_ago = facts.state, TODAY, TODAY
    if state.days:
        silent, met_ago = TODAY - state.last_on, TODAY - state.first_on
    ratio = silence_ratio(state, TODAY, facts.wished_days)
    own = {
        silent,
        met_ago,
        facts.wished_days,
        f"{state.peak:.1f}",
        f"{ratio:.1f}",
        f"{ratio:.0f}",
        round(rhythm(state)),
    }

    told = set(re.findall(r"[\d.]*\d", suggest(facts).reason))

    assert told <= {str(number) for number in own}
