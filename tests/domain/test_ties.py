"""Ties are the same from whichever side they are told, and what cannot be beside another is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ties import (
    INVERSES,
    ROLES,
    Bond,
    TieKind,
    bond_of,
    by_other,
    clash_of,
    closes_circle,
    ends_at,
    inverse_of,
    role_in,
)

ADA, BO, CY, DI = 1, 2, 3, 4
roles = st.sampled_from(ROLES)
people = st.tuples(st.integers(1, 50), st.integers(51, 99)).flatmap(st.permutations)


def parent(one: int, other: int) -> Bond:
    return Bond(one, other, TieKind.PARENT)


def manager(one: int, other: int, since: str = "", until: str = "") -> Bond:
    return Bond(one, other, TieKind.MANAGER, since, until)


@given(roles, people)
def test_a_tie_told_from_the_other_side_is_the_same_tie(role: str, two: list[int]) -> None:
    one, other = two
    assert bond_of(role, one, other) == bond_of(inverse_of(role), other, one)


@given(roles, people)
def test_who_is_what_is_read_back_as_it_was_told(role: str, two: list[int]) -> None:
    one, other = two
    bond = bond_of(role, one, other)
    assert role_in(bond.kind, of_one=bond.one == one) == role
    assert role_in(bond.kind, of_one=bond.one == other) == inverse_of(role)


@given(roles)
def test_the_inverse_of_the_inverse_is_the_role(role: str) -> None:
    assert inverse_of(inverse_of(role)) == role


def test_every_kind_with_two_sides_is_kept_from_one_of_them() -> None:
    assert [bond_of(word, ADA, BO) for word in INVERSES.values()] == [
        Bond(BO, ADA, kind) for kind in INVERSES
    ]


@pytest.mark.parametrize(
    ("told", "word"),
    [
        (("wizard", ADA, BO), "“wizard” is no tie. Write one of: knows, friend, partner,"),
        (("knows", ADA, ADA), "Nobody is tied to themselves."),
        (("knows", ADA, BO, "2020", "2019"), "It cannot end before it begins."),
        (("knows", ADA, BO, "2020-05-02", "2020-05-01"), "It cannot end before it begins."),
        (("knows", ADA, BO, "soon"), "“soon” is not a year, month or day."),
        (("knows", ADA, BO, "2021-02-30"), "“2021-02-30” is not in the calendar."),
    ],
)
def test_what_is_no_tie_is_refused_with_a_word(told: tuple[str, int, int], word: str) -> None:
    with pytest.raises(ValueError, match="^" + word.replace(".", r"\.")):
        bond_of(*told)


def test_days_that_may_be_in_order_are_taken_and_tidied() -> None:
    assert bond_of("friend", ADA, BO, "2020-5", "2020") == Bond(ADA, BO, TieKind.FRIEND, "2020-05", "2020")


@pytest.mark.parametrize(
    ("until", "is_over"),
    [("", False), ("2025", True), ("2026", False), ("2026-03", False), ("2026-03-11", True)],
)
def test_a_tie_is_over_when_its_last_day_surely_is(until: str, is_over: bool) -> None:
    assert ends_at(Bond(ADA, BO, TieKind.FRIEND, "", until), "2026-03-12") is is_over


@pytest.mark.parametrize("kind", [TieKind.PARENT, TieKind.GRANDPARENT, TieKind.GODPARENT, TieKind.MANAGER])
def test_nobody_is_both_sides_of_what_goes_one_way(kind: TieKind) -> None:
    known = Bond(ADA, BO, kind)
    assert clash_of(Bond(BO, ADA, kind), [known]) == known


@pytest.mark.parametrize("kind", [TieKind.MENTOR, TieKind.CLIENT])
def test_mentors_and_clients_may_be_so_for_each_other(kind: TieKind) -> None:
    assert clash_of(Bond(BO, ADA, kind), [Bond(ADA, BO, kind)]) is None


@given(st.permutations([TieKind.PARENT, TieKind.GRANDPARENT, TieKind.SIBLING, TieKind.PARTNER]), people)
def test_next_of_kin_are_one_thing_to_each_other(kinds: list[TieKind], two: list[int]) -> None:
    known = Bond(*two, kinds[0])
    assert clash_of(Bond(*two, kinds[1]), [known]) == known


@given(roles, roles, people)
def test_what_clashes_does_so_in_whichever_order_it_is_told(role: str, other: str, two: list[int]) -> None:
    first, second = bond_of(role, *two), bond_of(other, *two)
    assert (clash_of(first, [second]) is None) == (clash_of(second, [first]) is None)


def test_friends_may_be_colleagues_and_neighbours_too() -> None:
    known = [Bond(ADA, BO, TieKind.FRIEND), Bond(ADA, BO, TieKind.COLLEAGUE)]
    assert clash_of(Bond(ADA, BO, TieKind.NEIGHBOUR), known) is None


@pytest.mark.parametrize(
    ("until", "since", "clashes"),
    [
        ("2019", "2020", False),
        ("2020", "2020", False),
        ("2020-05", "2020-05", False),
        ("2021", "2019", True),
        ("", "2019", True),
    ],
)
def test_managers_may_swap_over_the_years_but_not_at_one_time(until: str, since: str, clashes: bool) -> None:
    known = manager(ADA, BO, "", until)
    assert (clash_of(manager(BO, ADA, since), [known]) is not None) is clashes


def test_nobody_is_their_own_forebear_by_several_steps() -> None:
    above = by_other([parent(ADA, BO), Bond(BO, CY, TieKind.GRANDPARENT)])
    assert closes_circle(parent(CY, ADA), above)
    assert closes_circle(Bond(CY, ADA, TieKind.GRANDPARENT), above)
    assert not closes_circle(parent(CY, DI), above)
    assert not closes_circle(manager(CY, ADA), above)


def test_nobody_is_their_managers_managers_manager_at_one_time() -> None:
    above = by_other([manager(ADA, BO, "2019"), manager(BO, CY, "", "2021")])
    assert closes_circle(manager(CY, ADA), above)
    assert closes_circle(manager(CY, ADA, "2019", "2022"), above)
    assert not closes_circle(manager(CY, ADA, "2021"), above)
    assert not closes_circle(manager(CY, ADA, "2016", "2019"), above)


@given(
    st.lists(
        st.tuples(st.integers(1, 6), st.integers(1, 6)).filter(lambda two: two[0] != two[1]), max_size=12
    )
)
def test_parents_added_one_by_one_never_make_a_circle(pairs: list[tuple[int, int]]) -> None:
    kept: list[Bond] = []
    for one, other in pairs:
        if not closes_circle(parent(one, other), by_other(kept)):
            kept.append(parent(one, other))
    reached = {one: {bond.other for bond in kept if bond.one == one} for one in range(1, 7)}
    for _ in range(6):
        reached = {one: below.union(*(reached[each] for each in below)) for one, below in reached.items()}
    assert [one for one, below in reached.items() if one in below] == []


def test_a_circle_that_was_there_already_is_walked_once() -> None:
    bonds = [parent(ADA, BO), parent(BO, ADA), manager(ADA, BO, "2001"), manager(BO, ADA, "2002")]
    above = by_other(bonds)
    assert not closes_circle(parent(BO, DI), above)
    assert not closes_circle(manager(BO, DI), above)
