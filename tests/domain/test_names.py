"""Folding names, and all the ways to call a person."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.names import LONGEST, Rank, fold, spellings


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Åsa Öberg", "asa oberg"),
        ("  ÅSA\t öberg ", "asa oberg"),
        ("@asa", "asa"),
        ("O’Brien", "o brien"),
        ("Jean-Luc", "jean luc"),
        ("Straße", "strasse"),
        ("Łukasz Żak", "lukasz zak"),
        ("ﬁn", "fin"),
        ("Dr. Holm, Greta", "dr holm greta"),
        ("王小明", "wangxiaoming"),
        ("", ""),
        (" .,@ ", ""),
    ],
)
def test_a_name_folds_to_plain_small_words(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_name_of_five_thousand_characters_is_cut() -> None:
    assert fold("ab " * 5000) == ("ab " * 67)[:LONGEST].rstrip()


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_every_unicode_form_of_a_name_folds_alike(text: str, form: str) -> None:
    assert fold(unicodedata.normalize(form, text)) == fold(text)


@given(st.text(max_size=60))
def test_a_folded_name_holds_only_plain_words(text: str) -> None:
    assert all(
        word.isascii() and word.isalnum() and word == word.lower() for word in fold(text).split(" ") if word
    )


def test_a_person_has_all_their_spellings() -> None:
    found = spellings(
        given="Åsa",
        family="Öberg",
        display="Åsa M. Öberg",
        nickname="Ossi",
        aliases=["Countess", "asa.oberg"],
    )

    assert found == {
        "asa m oberg": Rank.FULL,
        "asa oberg": Rank.FULL,
        "oberg asa": Rank.FULL,
        "ossi": Rank.ALIAS,
        "ossi oberg": Rank.ALIAS,
        "countess": Rank.ALIAS,
        "asa": Rank.GIVEN,
        "oberg": Rank.FAMILY,
    }


def test_a_missing_part_gives_no_spelling() -> None:
    assert spellings(given="Bo", family="", display="Bo") == {"bo": Rank.FULL}


def test_a_spelling_keeps_its_best_rank() -> None:
    assert spellings(given="Bo", family="Rask", display="Bo Rask", nickname="Bo")["bo"] is Rank.ALIAS


def test_nobody_is_called_nothing() -> None:
    assert spellings(given=" ", family="", display="…", aliases=["", "@"]) == {}
