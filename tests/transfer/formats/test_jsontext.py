"""JSON without what no database keeps."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.formats.jsontext import storable


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r'"a\ud800b"', "a\ufffdb"),
        (r'"\udc00\ud83d\ude00"', "\ufffd\U0001f600"),
        (r'"\uD83D\uDE00"', "\U0001f600"),
        (r'"\ud800\ud83d\ude00"', "\ufffd\U0001f600"),
        (r'"a\u0000b"', "a\ufffdb"),
        (r'"\\u0000 \\ud800"', r"\u0000 \ud800"),
        (r'"\\\u0000"', "\\\ufffd"),
    ],
)
def test_halves_of_letters_and_nul_are_replaced_and_nothing_else(written: str, read: str) -> None:
    assert json.loads(storable(written)) == read


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_all_other_text_is_read_as_it_was_written(text: str) -> None:
    assert json.loads(storable(json.dumps(text))) == text


@given(st.text(st.characters()))
def test_any_text_can_be_stored_afterwards(text: str) -> None:
    read = json.loads(storable(json.dumps(text)))

    assert "\0" not in read
    assert read.encode().decode() == read
