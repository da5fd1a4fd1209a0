"""Whom to bring up, how many at most, and when a nudge goes."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.nudges import (
    VIEW_DAYS,
    Candidate,
    Changes,
    Nudge,
    choose,
    digest_subject,
    occasion,
    rank,
    reconcile,
    rest_days,
    was_just_met,
)
from domain.rest import Rest
from domain.strength import EMPTY, Touch, replay

TODAY = date(2026, 3, 12)
DAY = TODAY.toordinal()
WEEKEND = Rest(0b1100000)


def state_of(*days_ago: int, weight: float = 1.0):
    return replay([Touch(DAY - ago, weight) for ago in days_ago])


def every_days(step: int, times: int, last: int):
    return state_of(*(last + step * number for number in range(times)))


COOLING = every_days(30, 5, last=70)
DORMANT = every_days(14, 20, last=400)


def people(*contacts: int, state=COOLING) -> list[Candidate]:
    """Equal people: the lower the id, the better."""
    return [Candidate(contact, state) for contact in contacts]


def ids(candidates) -> list[int]:
    return [one.contact for one in candidates]


def nudge(
    pk: int, contact: int, opened_ago: int = 0, snoozed: int | None = None, is_open: bool = True
) -> Nudge:
    until = None if snoozed is None else TODAY + timedelta(days=snoozed)
    return Nudge(pk, contact, TODAY - timedelta(days=opened_ago), until, is_open)


def test_no_more_are_opened_than_the_budget_of_the_day():
    assert reconcile(people(1, 2, 3, 4, 5), [], TODAY, 3) == Changes(open=(1, 2, 3))


def test_whoever_is_no_longer_due_is_settled():
    assert reconcile(people(2), [nudge(10, 1, 1), nudge(20, 2, 1)], TODAY, 2) == Changes(settle=(10,))


def test_nothing_new_is_opened_while_the_budget_is_in_view():
    yesterday = [nudge(10, 1, 1), nudge(20, 2, 1), nudge(30, 3, 1)]

    assert reconcile(people(1, 2, 3, 4), yesterday, TODAY, 3) == Changes()


def test_dealing_with_todays_people_does_not_bring_up_more_today():
    done = [nudge(10, 1, 0, is_open=False), nudge(20, 2, 0, is_open=False), nudge(30, 3, 0, is_open=False)]

    assert reconcile(people(4, 5, 6), done, TODAY, 3) == Changes()
    assert reconcile(people(4, 5, 6), done, TODAY + timedelta(days=1), 3) == Changes(open=(4, 5, 6))


def test_a_snoozed_nudge_is_kept_and_makes_room_for_another():
    assert reconcile(people(1, 2), [nudge(10, 1, 3, snoozed=4)], TODAY, 1) == Changes(open=(2,))


def test_a_snoozed_nudge_comes_back_before_anyone_new():
    assert reconcile(people(1, 2), [nudge(10, 1, 7, snoozed=0)], TODAY, 1) == Changes()


def test_a_budget_of_nobody_opens_nothing():
    assert reconcile(people(1, 2), [], TODAY, 0) == Changes()


def test_a_day_of_rest_brings_up_nobody_new_and_settles_as_ever():
    saturday = TODAY + timedelta(days=2)

    changes = reconcile(people(2, 3), [nudge(10, 1, 1), nudge(20, 2, 1)], saturday, 3, WEEKEND)

    assert changes == Changes(settle=(10,))
    assert reconcile(people(2, 3), [], TODAY, 3, WEEKEND) == Changes(open=(2, 3))


def test_a_nudge_passes_after_a_week_in_view_and_makes_room():
    assert reconcile(people(1, 2), [nudge(10, 1, 6)], TODAY, 1) == Changes()
    assert reconcile(people(1, 2), [nudge(10, 1, 7)], TODAY, 1) == Changes(open=(2,), ignore=(10,))


def test_days_before_a_snooze_was_over_are_not_in_view():
    assert reconcile(people(1), [nudge(10, 1, 30, snoozed=-6)], TODAY, 1) == Changes()
    assert reconcile(people(1), [nudge(10, 1, 30, snoozed=-7)], TODAY, 1) == Changes(ignore=(10,))
    assert reconcile(people(1), [nudge(10, 1, 30, snoozed=1)], TODAY, 1) == Changes()


def test_days_of_rest_are_not_in_view():
    assert nudge(10, 1, 7).days_in_view(TODAY, WEEKEND) == 5
    assert reconcile(people(1), [nudge(10, 1, 8)], TODAY, 1, WEEKEND) == Changes()
    assert reconcile(people(1), [nudge(10, 1, 9)], TODAY, 1, WEEKEND) == Changes(ignore=(10,))
    holiday = Rest(0, TODAY - timedelta(days=90), TODAY - timedelta(days=3))
    assert nudge(10, 1, 60).days_in_view(TODAY, holiday) == 2


def test_what_was_beyond_the_budget_and_so_not_shown_does_not_pass():
    old = [nudge(10, 1, 9), nudge(20, 2, 9), nudge(30, 3, 9)]

    assert reconcile(people(1, 2, 3), old, TODAY, 2) == Changes(ignore=(10, 20))


def test_one_place_is_kept_for_a_dormant_tie_that_was_once_strong():
    inner = [Candidate(pk, every_days(7, 20, last=15), "inner", 7) for pk in range(1, 6)]
    dormant = people(11, 12, 13, state=DORMANT)

    assert ids(choose([*inner, *dormant], TODAY, 3, 3)) == [1, 2, 11]
    assert ids(choose([*inner, *dormant], TODAY, 3, 3, has_dormant=True)) == [1, 2, 3]


def test_more_dormant_ties_come_only_where_nobody_else_waits():
    dormant = people(11, 12, 13, state=DORMANT)

    assert ids(choose([*people(1), *dormant], TODAY, 3, 3)) == [11, 12, 1]
    assert ids(choose(dormant, TODAY, 2, 3, has_dormant=True)) == [11, 12]


def test_with_a_budget_of_one_a_dormant_tie_and_the_others_take_turns():
    both = [*people(1), *people(11, state=DORMANT)]
    days = [TODAY + timedelta(days=number) for number in range(4)]

    chosen = [ids(choose(both, day, 1, 1)) for day in days]

    assert sorted(pk for (pk,) in chosen) == [1, 1, 11, 11]
    assert chosen[0] == chosen[2] != chosen[1]
    assert ids(choose(both[1:], TODAY, 1, 1)) == ids(choose(both[1:], days[1], 1, 1)) == [11]


def test_a_dormant_tie_in_view_or_dealt_with_today_holds_that_place():
    due = [*people(1, 2, 3), *people(11, 12, state=DORMANT)]

    assert reconcile(due, [nudge(10, 11, 2)], TODAY, 3) == Changes(open=(1, 2))
    assert reconcile(due, [nudge(10, 11, 0, is_open=False)], TODAY, 3) == Changes(open=(1, 2))
    assert reconcile(due, [nudge(10, 11, 2, snoozed=3)], TODAY, 3) == Changes(open=(12, 1, 2))


def test_the_first_week_lasts_from_the_third_to_the_seventh_day():
    assert [ago for ago in range(12) if was_just_met(state_of(ago), DAY)] == [3, 4, 5, 6, 7]
    assert not was_just_met(state_of(5, 4), DAY)
    assert not was_just_met(EMPTY, DAY)


def test_somebody_just_met_is_brought_up_before_the_first_week_ends():
    inner = [Candidate(pk, every_days(30, 5, last=70), "inner", 7) for pk in range(1, 6)]

    chosen = [ids(choose([*inner, Candidate(9, state_of(ago))], TODAY, 2, 3)) for ago in range(3, 8)]

    assert chosen == [[1, 2], [1, 2], [1, 2], [1, 9], [1, 9]]
    met = [Candidate(9, state_of(7)), Candidate(8, state_of(7))]
    assert ids(choose([*inner, *met], TODAY, 3, 3)) == [1, 2, 8]


def test_the_same_gain_counts_more_in_a_closer_circle():
    some = [Candidate(1, COOLING), Candidate(2, COOLING, "network", 365), Candidate(3, COOLING, "inner", 7)]

    assert ids(rank(some, TODAY)) == [3, 2, 1]


def test_equal_people_keep_one_order():
    assert ids(rank(people(9, 4), TODAY)) == [4, 9]


def test_a_nudge_rests_for_the_snooze_and_else_no_longer_than_the_wish():
    assert [rest_days("done", None), rest_days("skip", None)] == [14, 30]
    assert [rest_days("done", 10), rest_days("skip", 182)] == [10, 30]
    assert [rest_days("done", 1), rest_days("skip", 3)] == [7, 7]


STATES = [EMPTY, COOLING, DORMANT, state_of(4), state_of(7), every_days(7, 9, last=20)]
candidates = st.lists(
    st.builds(
        Candidate,
        contact=st.integers(1, 12),
        state=st.sampled_from(STATES),
        circle=st.sampled_from(["", "inner", "network"]),
        wished_days=st.none() | st.just(30),
    ),
    unique_by=lambda one: one.contact,
    max_size=12,
)
nudges = st.lists(
    st.builds(
        nudge,
        pk=st.integers(1, 1000),
        contact=st.integers(1, 12),
        opened_ago=st.integers(0, 9),
        snoozed=st.none() | st.integers(-8, 3),
        is_open=st.booleans(),
    ),
    unique_by=(lambda row: row.pk, lambda row: row.contact),
    max_size=8,
)
rests = st.sampled_from([Rest(), WEEKEND, Rest(0, TODAY, TODAY)])


def after(changes: Changes, rows: list[Nudge]) -> list[Nudge]:
    closed = {*changes.settle, *changes.ignore}
    kept = [replace(row, is_open=row.is_open and row.pk not in closed) for row in rows]
    return [*kept, *(nudge(2000 + contact, contact) for contact in changes.open)]


@given(candidates, nudges, st.integers(0, 5), rests)
def test_asking_again_after_the_changes_changes_nothing_and_the_budget_holds(due, rows, budget, rest):
    changes = reconcile(due, rows, TODAY, budget, rest)

    then = after(changes, rows)
    again = reconcile(due, then, TODAY, budget, rest)
    assert (again.open, again.settle) == ((), ())
    assert not changes.open or sum(row.shows_on(TODAY) for row in then) <= budget
    assert sum(row.opened_on == TODAY for row in rows) + len(changes.open) <= budget or not changes.open
    assert len(set(changes.open)) == len(changes.open)
    assert not rest.covers(TODAY) or changes.open == ()
    assert not {row.contact for row in rows} & set(changes.open)


@given(candidates, nudges, st.integers(0, 5), st.randoms())
def test_the_order_of_the_questions_does_not_matter(due, rows, budget, random):
    other_due, other_rows = random.sample(due, len(due)), random.sample(rows, len(rows))

    one, other = reconcile(due, rows, TODAY, budget), reconcile(other_due, other_rows, TODAY, budget)

    assert one.open == other.open
    assert {*one.settle} == {*other.settle}
    assert {*one.ignore} == {*other.ignore}


@given(candidates, st.integers(0, 6), st.integers(1, 6), st.booleans(), st.integers(0, 1))
def test_the_chosen_are_the_best_and_at_most_one_is_dormant_while_others_wait(
    some, places, budget, has_dormant, later
):
    today = TODAY + timedelta(days=later)
    day = today.toordinal()

    chosen = choose(some, today, places, budget, has_dormant=has_dormant)

    assert len(chosen) == min(places, len(some))
    assert chosen == [one for one in rank(some, today) if one in chosen]
    dormant = [one for one in chosen if one.is_dormant(day)]
    waiting = [one for one in some if one not in chosen and not one.is_dormant(day)]
    assert not waiting or len(dormant) <= (0 if has_dormant else 1)
    if budget > 1 and places and not has_dormant and any(one.is_dormant(day) for one in some):
        assert dormant
        assert dormant[0] == next(one for one in rank(some, today) if one.is_dormant(day))
    ending = [one for one in rank(some, today) if was_just_met(one.state, day)]
    last_call = [one for one in ending if not was_just_met(one.state, day + 2)][:1]
    others = [one for one in chosen if one not in dormant and one not in last_call]
    by_gain = rank(waiting, today)
    assert [*others, *by_gain] == rank([*others, *by_gain], today)


@given(st.integers(0, 40), st.none() | st.integers(-40, 5), st.integers(0, 126))
def test_a_week_in_view_is_counted_in_days_without_rest(opened_ago, snoozed, quiet):
    row, rest = nudge(1, 1, opened_ago, snoozed), Rest(quiet)

    first = max(row.opened_on, row.snoozed_until or row.opened_on)
    days = [first + timedelta(days=number) for number in range(max(0, (TODAY - first).days))]
    assert row.days_in_view(TODAY, rest) == min(VIEW_DAYS, sum(not rest.covers(day) for day in days))


def test_occasions_in_words():
    assert occasion("Ada Holm", "Birthday", 41, is_birthday=True) == "Ada Holm turns 41"
    assert occasion("Ada Holm", "Birthday", 41, is_birthday=True, is_past=True) == "Ada Holm turned 41"
    assert occasion("Ada Holm", "Birthday", None, is_birthday=True) == "Ada Holm’s birthday"
    assert occasion("Ada Holm", "Wedding", 10, is_birthday=False) == "Ada Holm: Wedding, ten years"
    assert occasion("Ada Holm", "Wedding", None, is_birthday=False) == "Ada Holm: Wedding"


def test_a_subject_counts_and_names_nobody():
    assert digest_subject(3, 1, 0, 0, 0) == "Three people, one birthday"
    assert (
        digest_subject(1, 0, 2, 1, 7)
        == "One person, two dates, one thing you said you would do, seven requests waiting"
    )
    assert digest_subject(0, 0, 0, 0, 0) == ""
