"""Why two people should meet: tags and places, work at other times, what one of them looks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.introductions.pairing import CROWD, Person, Spell, pair_people


def reasons(*people: Person, shared: dict[str, int] | None = None) -> dict[tuple[int, int], list[str]]:
    return {pair: grounds.reasons for pair, grounds in pair_people(people, shared or {}).items()}


def test_an_interest_that_few_share_is_a_reason() -> None:
    ada, bo = (Person(pk, tags=frozenset({"bees"})) for pk in (1, 2))

    assert reasons(ada, bo, shared={"bees": 3}) == {
        (1, 2): ["both “bees”, which three people in your book share"]
    }
    assert reasons(ada, bo, shared={"bees": 60}) == {}


def test_the_same_tag_in_the_same_place_is_a_reason() -> None:
    ada, bo = (Person(pk, place="Lund ", tags=frozenset({"founder"})) for pk in (1, 2))
    far = Person(3, place="Rome", tags=frozenset({"founder"}))

    assert reasons(ada, bo, far, shared={"founder": 50}) == {(1, 2): ["both “founder” in Lund"]}


@pytest.mark.parametrize(
    ("mine", "theirs", "is_reason"),
    [
        (Spell("Hive AB", "2001", "2005"), Spell("Hive", "2010"), True),
        (Spell("Hive AB", "2001", "2005"), Spell("Hive", "2004"), False),
        (Spell("Hive AB"), Spell("Hive"), False),
        (Spell("Hive AB", "2001", "2005"), Spell("Nest", "2010"), False),
    ],
)
def test_the_same_firm_at_another_time_is_a_reason(mine: Spell, theirs: Spell, is_reason: bool) -> None:
    found = reasons(Person(1, spells=[mine]), Person(2, spells=[theirs]))

    assert found == ({(1, 2): ["both at Hive AB, at different times"]} if is_reason else {})


@pytest.mark.parametrize(
    ("note", "quote"),
    [
        ("Nice lunch. She is looking for a beekeeper, urgently!", "is looking for a beekeeper, urgently"),
        ("Er sucht einen Beekeeper.", "sucht einen Beekeeper"),
        ("They are hiring beekeepers and a beekeeper.", "are hiring beekeepers and a beekeeper"),
        ("Needs a beekeeper", "Needs a beekeeper"),
    ],
)
def test_what_one_looks_for_and_the_other_is_is_a_reason_with_the_words(note: str, quote: str) -> None:
    found = reasons(
        Person(1, name="Ada Moor", notes=[note]), Person(2, spells=[Spell("Hive", title="Beekeeper")])
    )

    assert found == {(1, 2): [f"Ada Moor: “{quote}”"]}


def test_a_past_job_and_a_mere_word_are_no_answer_to_a_wish() -> None:
    seeker = Person(1, notes=["Looking for a beekeeper."])
    past = Person(2, spells=[Spell("Hive", "2001", "2004", "Beekeeper")])

    assert reasons(seeker, past) == {}
    assert reasons(Person(1, notes=["A beekeeper came by."]), Person(2, tags=frozenset({"beekeeper"}))) == {}


def test_what_a_crowd_shares_tells_nothing() -> None:
    crowd = [Person(pk, place="Lund", tags=frozenset({"golf"})) for pk in range(1, CROWD + 2)]

    assert reasons(*crowd, shared={"golf": 3}) == {}


spells = st.builds(
    Spell,
    st.sampled_from(["Hive", ""]),
    st.sampled_from(["", "2001", "2009"]),
    st.sampled_from(["", "2005"]),
)
drawn = st.builds(
    Person,
    st.integers(1, 3),
    st.sampled_from(["", "Lund", "Rome"]),
    st.frozensets(st.sampled_from(["bees", "golf", "beekeeper"])),
    st.lists(spells),
    st.lists(st.sampled_from(["looking for a beekeeper", "sucht bees", ""])),
)
people = st.lists(drawn, max_size=3, unique_by=lambda person: person.id)


@given(people, st.randoms())
def test_the_order_of_the_people_makes_no_difference(some: list[Person], random) -> None:
    mixed = list(some)
    random.shuffle(mixed)

    found, again = pair_people(some, {}), pair_people(mixed, {})
    assert {pair: one.weight for pair, one in found.items()} == {
        pair: one.weight for pair, one in again.items()
    }
    assert all(one < other and grounds.reasons for (one, other), grounds in found.items())
