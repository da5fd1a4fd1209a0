import gzip
import json
from itertools import accumulate
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.demo.names import GIVEN
from domain.graph import data as graphdata
from domain.graph.clusters import named_clusters
from domain.graph.data import HEALTHS, Dot, Words, columns
from domain.graph.rings import RING_WORDS, ring_of_strength
from domain.graph.ties import KINDS, Line, how_known, merged
from domain.health import Health

WORDS = Words(RING_WORDS, "Other companies", "No company")
SYLLABLES = (
    "an",
    "ber",
    "dal",
    "ek",
    "fors",
    "gren",
    "holm",
    "ist",
    "jans",
    "kar",
    "lund",
    "mar",
    "nor",
    "qui",
)
KINDS_DRAWN = st.sampled_from(KINDS)
ESTIMATES = st.none() | st.integers(1, 10)
PAIRS = st.tuples(st.integers(1, 40), st.integers(1, 40)).filter(lambda pair: pair[0] != pair[1])


def read_ties(found: dict[str, Any]) -> list[tuple[int, int]]:
    """The pairs of ids, as a browser reads them."""
    ids, ones, pairs, before = (
        list(accumulate(found["ids"])),
        list(accumulate(found["ties"]["one"])),
        [],
        None,
    )
    for one, step in zip(ones, found["ties"]["other"], strict=True):
        other = step + (before[1] if before and before[0] == one else one)
        before = (one, other)
        pairs.append((ids[one], ids[other]))
    return pairs


@pytest.mark.parametrize(
    ("strength", "ring"),
    [(10.0, 0), (8.0, 0), (7.96, 0), (7.94, 1), (6.0, 1), (5.9, 2), (4.0, 2), (2.0, 3), (1.9, 4), (0.0, 4)],
)
def test_the_ring_is_told_by_the_strength_as_it_is_shown(strength: float, ring: int) -> None:
    assert ring_of_strength(strength) == ring


def test_an_estimate_has_a_word_and_none_is_not_the_least() -> None:
    assert [how_known(estimate) for estimate in (0, 1, 3, 4, 6, 7, 10)] == [0, 1, 1, 2, 2, 3, 3]


def test_several_ties_of_two_people_are_one_line_of_the_best_estimate_and_the_first_telling_kind() -> None:
    ties: list[Line] = [
        (2, 1, "knows", 3),
        (1, 2, "colleague", None),
        (2, 1, "friend", 2),
        (3, 1, "knows", None),
    ]

    assert merged(ties) == {(1, 2): ("colleague", 3), (1, 3): ("knows", 0)}


def test_clusters_are_of_two_or_more_the_largest_first_whatever_their_case() -> None:
    names = ["Kiln", "kiln", "Kiln", "Tern", "Tern", "Alone", "", "", "Polder", "Polder"]

    assert named_clusters(names) == {"kiln": "Kiln", "polder": "Polder", "tern": "Tern"}
    assert named_clusters(names, most=1) == {"kiln": "Kiln"}


def test_people_stand_by_id_and_whoever_is_not_among_them_has_no_line() -> None:
    dots = [
        Dot(9, "Bo Rask", 4, Health.UNKNOWN, "Alone"),
        Dot(4, "Ada Lindqvist", 0, Health.THRIVING, "Kiln"),
        Dot(7, "Cara Quist", 1, Health.COOLING, "kiln", is_gone=True),
        Dot(8, "Dina Moor", 1, Health.NEVER),
    ]

    found = columns(dots, merged([(9, 4, "friend", 8), (4, 7, "manager", None), (4, 5, "knows", 1)]), WORDS)

    assert found["ids"] == [4, 3, 1, 1]
    assert found["names"] == ["Ada Lindqvist", "Cara Quist", "Dina Moor", "Bo Rask"]
    assert found["ring"] == "0114"
    assert [HEALTHS[int(one)] for one in found["health"]] == ["thriving", "cooling", "never", "unknown"]
    assert found["clusters"] == ["Kiln", "Other companies", "No company"]
    assert found["cluster"] == [0, 0, 2, 1]
    assert found["gone"] == [1]
    assert read_ties(found) == [(4, 7), (4, 9)]
    assert [KINDS[ord(one) - ord("a")] for one in found["ties"]["kind"]] == ["manager", "friend"]
    assert found["ties"]["known"] == "03"
    assert found["ties"]["left_out"] == 0


@given(st.dictionaries(PAIRS, st.tuples(KINDS_DRAWN, ESTIMATES)), st.sets(st.integers(1, 40)))
def test_every_tie_between_people_who_are_there_arrives_once(
    ties: dict[tuple[int, int], tuple[str, int | None]], ids: set[int]
) -> None:
    dots = [Dot(pk, f"Person {pk}", 0, Health.NEW) for pk in ids]

    found = columns(dots, merged((*pair, *what) for pair, what in ties.items()), WORDS)

    assert read_ties(found) == sorted({(min(pair), max(pair)) for pair in ties if ids.issuperset(pair)})
    assert len(found["ties"]["known"]) == len(found["ties"]["kind"]) == len(found["ties"]["one"])


def test_of_too_many_ties_the_best_known_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphdata, "MOST_TIES", 2)
    dots = [Dot(pk, "", 0, Health.NEW) for pk in (1, 2, 3, 4)]

    found = columns(
        dots,
        merged([(1, 2, "knows", 2), (3, 4, "knows", None), (2, 3, "knows", 9), (1, 4, "knows", 5)]),
        WORDS,
    )

    assert read_ties(found) == [(1, 4), (2, 3)]
    assert found["ties"]["left_out"] == 2


def test_an_empty_book_is_empty_columns() -> None:
    found = columns([], {}, WORDS)

    assert found["names"] == found["ids"] == found["ties"]["one"] == []
    assert found["clusters"] == ["Other companies", "No company"]


def test_ten_thousand_people_and_forty_thousand_ties_are_less_than_300_kilobytes() -> None:
    dice = Random(7)
    dots = [
        Dot(
            pk * 3 + dice.randrange(3),
            f"{dice.choice(GIVEN)} {''.join(dice.choices(SYLLABLES, k=3)).capitalize()}",
            dice.randrange(5),
            dice.choice(list(Health)),
            f"Firm {int(1500 * dice.random() ** 2)}",
        )
        for pk in range(10_000)
    ]
    ids = [dot.pk for dot in dots]
    lines = merged(
        (*dice.sample(ids, 2), dice.choice(KINDS), dice.choice((None, 2, 5, 8))) for _ in range(40_500)
    )
    assert len(lines) > 40_000

    found = columns(dots, lines, WORDS)

    body = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
    assert len(found["ties"]["one"]) == 40_000
    assert len(gzip.compress(body, 7)) < 300 * 1000
