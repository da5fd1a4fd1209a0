"""Which day of a rule is told today, and when to look again: asked day by day it brings what the rule brings."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.falling_due import Turn, turn_of_date, turn_of_rule
from domain.recurrence import Rule, days_between, next_yearly

TODAY = date(2026, 3, 12)
law = settings(deadline=None, max_examples=80)
rules = st.builds(
    Rule,
    st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    st.integers(1, 5),
    st.sampled_from(["day", "week", "month", "year"]),
)


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


@law
@given(rules)
def test_looked_at_on_the_days_it_names_a_rule_brings_each_of_its_days_once(rule: Rule) -> None:
    found, look_on = [], TODAY
    while look_on <= day(400):
        turn = turn_of_rule(rule, look_on, since=TODAY)
        found += [turn.due] if turn.due else []
        assert turn.look_on is not None
        assert turn.look_on > look_on
        look_on = turn.look_on

    assert found == days_between(rule, TODAY, day(400))


@law
@given(rules, st.integers(0, 400))
def test_after_days_off_the_newest_missed_day_is_told(rule: Rule, off: int) -> None:
    missed = days_between(rule, TODAY, day(off))

    assert turn_of_rule(rule, day(off), since=TODAY).due == (missed[-1] if missed else None)


@law
@given(rules, st.integers(1, 100))
def test_nothing_comes_up_in_a_pause_and_what_fell_into_it_is_not_made_up_for(rule: Rule, pause: int) -> None:
    assert turn_of_rule(rule, day(pause - 1), paused_until=day(pause)) == Turn(look_on=day(pause))
    later = turn_of_rule(rule, day(pause), paused_until=day(pause))
    assert later.due in (None, day(pause))


def test_what_comes_once_comes_after_its_pause() -> None:
    rule = Rule(day(2))

    assert turn_of_rule(rule, day(3), paused_until=day(9)) == Turn(look_on=day(9))
    assert turn_of_rule(rule, day(9), paused_until=day(9)) == Turn(due=day(2))
    assert turn_of_rule(rule, day(1)) == Turn(look_on=day(2))


@law
@given(st.integers(1, 12), st.integers(1, 31), st.sampled_from([0, 1, 3, 7, 14, 30]))
def test_a_yearly_date_is_told_when_its_notice_begins_once_a_year(month: int, of: int, lead: int) -> None:
    found, look_on = [], TODAY
    while look_on <= day(1000):
        turn = turn_of_date(month, of, look_on, lead=lead, missed_days=7, since=TODAY)
        found += [turn.due] if turn.due else []
        assert turn.look_on is not None
        assert turn.look_on > look_on
        look_on = turn.look_on

    events = [next_yearly(month, of, TODAY)]
    while events[-1] - timedelta(days=lead) <= day(1000):
        events.append(next_yearly(month, of, events[-1] + timedelta(days=1)))
    assert found == [event - timedelta(days=lead) for event in events[:-1]]


def test_a_date_of_last_week_is_told_and_one_before_it_is_not() -> None:
    since = date(2026, 1, 1)
    assert turn_of_date(3, 5, TODAY, lead=3, missed_days=7, since=since).due == date(2026, 3, 2)
    assert turn_of_date(3, 4, TODAY, lead=3, missed_days=7, since=since).due is None
    assert turn_of_date(3, 5, TODAY, lead=3, missed_days=7, since=TODAY).due is None
