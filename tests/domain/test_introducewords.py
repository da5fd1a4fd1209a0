"""Drafts to whoever may introduce the owner."""

import pytest

from domain.introductions.asking import gave_words


@pytest.mark.parametrize(
    ("what", "language", "words"),
    [
        ("intro to Bo Lund", "en", "I hope the intro to Bo Lund was of use."),
        ("an introduction to Bo Lund.", "en", "I hope the introduction to Bo Lund was of use."),
        ("the map", "en", "I hope the map was of use."),
        ("Ada's number", "en", "I hope Ada's number was of use."),
        ("Rat zu C++", "de", "Ich hoffe, das hat geholfen: Rat zu C++."),
        (" ", "en", ""),
    ],
)
def test_what_was_given_is_named_as_one_would_say_it(what: str, language: str, words: str) -> None:
    assert gave_words(what, language) == words
