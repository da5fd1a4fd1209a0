"""Names of mutual acquaintances, as they are copied."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.introductions.mutuals import MOST_NAMES, mutual_names
from domain.names import fold

PASTED = """Bo Lund
Bo Lund
 • 1st
Writer at Analytical Engines | Speaker
Message
View Cleo Berg’s profile
Status is offline
Dora Sand 🎉 • 2nd
Emil Moor (he/him)
Lund, Cara
Dr. Fay Holm
500+ connections
"""


def test_a_copied_profile_gives_its_names_once_and_in_order():
    assert mutual_names(PASTED) == [
        "Bo Lund",
        "Cleo Berg",
        "Dora Sand",
        "Emil Moor",
        "Cara Lund",
        "Fay Holm",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bo Lund; Cleo Berg", ["Bo Lund", "Cleo Berg"]),
        ("Bo Lund, Cleo Berg", ["Bo Lund", "Cleo Berg"]),
        ("Bo Lund, Cleo Berg and 4 others are mutual connections", ["Bo Lund", "Cleo Berg"]),
        ("Bo Lund, Cleo Berg and Ada Holm are mutual connections", ["Bo Lund", "Cleo Berg", "Ada Holm"]),
        ("Mutual connections: Bo Lund and 3 other mutual connections", ["Bo Lund"]),
        ("Bo Lund and Cleo Berg are mutual connections", ["Bo Lund", "Cleo Berg"]),
        ("Bo Lund & Cleo Berg", ["Bo Lund", "Cleo Berg"]),
        ("Bo Lund et 3 autres relations en commun", ["Bo Lund"]),
        ("1. Bo Lund\n2) Cleo Berg", ["Bo Lund", "Cleo Berg"]),
        ("Bo and Ada Lund", ["Bo and Ada Lund"]),
        ("Bo Lund, PhD", ["Bo Lund"]),
        ("Bo; Cleo", ["Bo", "Cleo"]),
        ("bo lund\nBO LUND", ["bo lund"]),
        ("Åsa Öberg\nJean-Luc O'Hara", ["Åsa Öberg", "Jean-Luc O'Hara"]),
        (" , ,; \n • 1st", []),
    ],
)
def test_names_are_read_however_they_are_set_apart(text, names):
    assert mutual_names(text) == names


@given(st.text(max_size=400))
def test_any_text_gives_a_few_names_each_once(text):
    names = mutual_names(text)
    assert len(names) <= MOST_NAMES
    assert len({fold(name) for name in names}) == len(names)


def test_a_very_long_paste_is_read_in_part():
    assert (
        len(mutual_names("\n".join(f"Name{number} Family{number}" for number in range(5_000)))) == MOST_NAMES
    )
