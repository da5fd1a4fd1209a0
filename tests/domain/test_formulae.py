"""Cells that no spreadsheet takes for a formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.formulae import guarded, unguarded

LIKELY = st.text(alphabet="'=+-@\t\r\n＝＠aé ", max_size=12)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_c8_what_begins_like_a_formula_gets_an_apostrophe(start: str) -> None:
    assert guarded(f"{start}1+1")[0] == "'"
    assert guarded(f"fine\n{start}1+1") == f"fine\n{guarded(f'{start}1+1')}"


@given(LIKELY | st.text())
def test_c8_the_way_back_is_exact(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(LIKELY)
def test_c8_no_line_of_a_guarded_cell_begins_like_a_formula(text: str) -> None:
    lines = guarded(text).replace("\r", "\n").split("\n")
    assert not any(line.startswith(("=", "+", "-", "@", "\t", "＝", "＠")) for line in lines)


def test_other_words_stay_as_they_are() -> None:
    assert guarded("O'Neill – a = b") == "O'Neill – a = b"
