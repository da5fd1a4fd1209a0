"""The texts of introductions and refusals: only what is written down, in both languages and tones."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.introductions.refusals import BY_LANGUAGE, compose_recommendation, compose_refusal, reason_of
from domain.introductions.refusaltexts import Asker, Reason
from domain.introductions.steps import STEPS, Step, Way
from domain.introductions.texts import TONES, Text
from domain.introductions.words import LANGUAGES, compose_text, ended, known_words, texts_after

BO = {
    "first_name": "Bo",
    "one": "Bo Lund",
    "one_is": "",
    "other": "Cara Quist",
    "other_first": "Cara",
    "other_is": "Head of bees, Hive",
    "why": "I want to learn about bees.",
    "my_name": "Alice Berg",
    "my_work": "",
}


def test_asking_tells_whom_one_wants_to_meet_and_why() -> None:
    assert compose_text(Text.ASK, "warm", "en", BO) == (
        "Dear Bo,\n"
        "I would like to meet Cara Quist (Head of bees, Hive), and I believe the two of you know each other.\n"
        "I want to learn about bees.\n"
        "Would you introduce us, and only if Cara wants it too?\n"
        "Below is a note that you can pass on. A no is perfectly fine, also without a reason.\n"
        "Thank you!\n"
        "Alice Berg"
    )


def test_what_is_not_known_is_left_out_with_its_sentence() -> None:
    assert compose_text(Text.BLURB, "short", "de", {"my_name": "Alice Berg"}) == (
        "Alice Berg würde dich gern kennenlernen.\nWäre dir das recht?"
    )


def test_a_value_is_never_read_as_a_slot() -> None:
    assert "{my_name}" in compose_text(Text.ASK, "warm", "en", BO | {"why": "{my_name}"})


@given(st.sampled_from(Text), st.sampled_from(TONES), st.sampled_from(tuple(LANGUAGES)), st.data())
def test_no_text_holds_an_empty_slot_whatever_is_known(
    text: Text, tone: str, language: str, data: st.DataObject
) -> None:
    known = data.draw(st.sets(st.sampled_from(tuple(BO))))

    written = compose_text(text, tone, language, dict.fromkeys(known, "x"))
    assert re.search(r"[{}|]|\(\)|  ", written) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_every_tone(language: str) -> None:
    assert {text: tuple(tones) for text, tones in LANGUAGES[language].items()} == dict.fromkeys(Text, TONES)


def test_an_unknown_tone_is_refused() -> None:
    with pytest.raises(ValueError, match="warm or short"):
        compose_text(Text.ASK, "rude", "en", {})


def test_there_is_something_to_write_until_only_the_outcome_is_open() -> None:
    for way, steps in STEPS.items():
        for last in (None, *steps[:-1]):
            assert bool(texts_after(way, last)) is (last is not Step.THANKED)
    assert texts_after(Way.TO_ME, Step.OUTCOME, "led on") == (Text.LOOP,)
    assert texts_after(Way.TO_ME, Step.OUTCOME, "declined") == (Text.CLOSE,)
    assert texts_after(Way.BY_ME, Step.OUTCOME, "silence") == (Text.OFFER_CLOSE,)
    assert texts_after(Way.BY_ME, Step.OUTCOME, "met") == ()


def test_how_one_knows_somebody_is_told_in_both_languages() -> None:
    day = date(2026, 3, 1)

    assert (
        known_words("Cara", "coffee", day, "Lund", "en")
        == "Cara and I had coffee (Lund), last in March 2026."
    )
    assert (
        known_words("Cara", "meal", day, "", "de")
        == "Cara und ich haben zusammen gegessen, zuletzt im März 2026."
    )


@pytest.mark.parametrize(
    ("text", "sentence"), [("bees", "Bees."), ("Why not?", "Why not?"), ("  ", ""), ("a\nb", "A b.")]
)
def test_the_owners_words_become_a_sentence(text: str, sentence: str) -> None:
    assert ended(text) == sentence


@pytest.mark.parametrize(
    ("vouch", "has_met", "reason"),
    [
        ("yes", False, None),
        ("no", False, Reason.NO),
        ("no", True, Reason.NO),
        ("not yet", True, Reason.NOT_YET),
        ("not yet", False, Reason.NOT_MET),
        ("", True, Reason.NOT_YET),
        ("", False, Reason.NOT_MET),
    ],
)
def test_s17_the_reason_comes_from_what_was_said_and_whether_they_met(
    vouch: str, has_met: bool, reason: Reason | None
) -> None:
    assert reason_of(vouch, has_met) == reason


def every_refusal(reason: Reason) -> list[str]:
    values = {"first_name": "Cara", "name": "Cara Quist", "my_name": "Alice Berg"}
    return [
        compose_refusal(asker, reason, tone, language, values)
        for language in BY_LANGUAGE
        for asker in Asker
        for tone in TONES
    ]


def test_s17_there_is_a_refusal_for_everybody_in_every_tone_and_language() -> None:
    for reason in Reason:
        assert len(set(every_refusal(reason))) == len(BY_LANGUAGE) * len(Asker) * len(TONES)


def test_s17_only_who_was_never_met_is_told_about_meeting() -> None:
    told = re.compile(r"\bmet\b|ahead|getroffen|bevor\.", re.IGNORECASE)

    assert all(told.search(text) for text in every_refusal(Reason.NOT_MET))
    for reason in (Reason.NOT_YET, Reason.NO):
        assert [text for text in every_refusal(reason) if told.search(text)] == []


def test_s17_a_no_never_says_why() -> None:
    why = re.compile(r"because|trust|well enough|better|weil|vertrau|gut genug|besser kennen", re.IGNORECASE)

    assert [text for text in every_refusal(Reason.NO) if why.search(text)] == []


def test_s17_a_yes_has_the_beginning_of_a_recommendation() -> None:
    values = {"name": "Cara Quist", "first_name": "Cara", "is": "Head of bees", "my_name": "Alice Berg"}

    assert compose_recommendation("en", values) == (
        "I know Cara Quist (Head of bees) well, and am glad to recommend them.\n"
        "What I value most in Cara: …\nAlice Berg"
    )
