from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.linkadmits import admits_not_knowing
from domain.linking import Outcome
from domain.linkreplies import LANGUAGES, SLOTS, TONES, compose, fill, template_of
from domain.linksettings import QUESTION
from tests.domain.linkcases import law

VALUES = {
    "first_name": "Ada",
    "my_name": "Bo Marten",
    "policy_address": "https://rapport.example/p/links",
    "elsewhere": "https://blog.example",
    "where": "the bakers' fair",
    "question": QUESTION,
}
SILENT = (Outcome.DECIDE_LATER, Outcome.IGNORE)
SPOKEN = [outcome for outcome in Outcome if outcome not in SILENT]
EVERY = list(product(SPOKEN, TONES, LANGUAGES))


@pytest.mark.parametrize(("verdict", "tone", "language"), EVERY)
def test_s6_every_verdict_is_said_in_every_tone_and_language(verdict, tone, language):
    full = compose(verdict, tone, language, VALUES)
    bare = compose(verdict, tone, language, {})

    assert "Ada" in full.splitlines()[0]
    assert full.splitlines()[-1] == "Bo Marten"
    assert len(bare.splitlines()) >= 2 or (verdict, tone) == (Outcome.INVITE_ELSEWHERE, "brief")
    assert not set("{}|") & set(full + bare)


@pytest.mark.parametrize(("verdict", "tone", "language"), list(product(SILENT, TONES, LANGUAGES)))
def test_s4_ignoring_and_waiting_say_nothing(verdict, tone, language):
    assert compose(verdict, tone, language, VALUES) == ""


@pytest.mark.parametrize(("verdict", "tone", "language"), EVERY)
def test_s6_only_asking_where_we_met_admits_not_knowing(verdict, tone, language):
    usual = compose(verdict, tone, language, VALUES)
    quiet = compose(verdict, tone, language, VALUES, never_admits=True)

    assert admits_not_knowing(usual) == (verdict == Outcome.ASK_WHERE_MET)
    assert quiet == ("" if verdict == Outcome.ASK_WHERE_MET else usual)


@pytest.mark.parametrize(
    "text",
    [
        "I’m sorry, I don't know you",
        "Where have we met?",
        "I do not REMEMBER your name",
        "How do we know each other?",
        "Woher kennen wir uns?",
        "Ich erinnere mich nicht",
        "Wo haben wir uns kennengelernt?",
        "Wer sind Sie?",
    ],
)
def test_s6_words_that_admit_not_knowing_are_known(text):
    assert admits_not_knowing(text)


def test_s6_an_own_question_that_admits_is_left_out_by_the_switch():
    values = {**VALUES, "question": "Where have we met?"}

    assert "met" in compose(Outcome.ACCEPT_AND_ASK, "plain", "en", values)
    assert compose(Outcome.ACCEPT_AND_ASK, "plain", "en", values, never_admits=True) == (
        "Hello Ada,\nWe are linked now.\nBo Marten"
    )


def test_s6_a_polite_decline_points_to_the_published_policy():
    assert compose(Outcome.DECLINE, "brief", "en", VALUES) == (
        "Hi Ada,\n"
        "Thank you, but I keep my links here few.\n"
        "How I link here: https://rapport.example/p/links\n"
        "Bo Marten"
    )


def test_a_sentence_whose_value_is_not_known_is_left_out():
    values = {"first_name": " ", "my_name": "Bo"}

    assert compose(Outcome.OFFER_COFFEE, "warm", "en", values) == (
        "Hello,\n"
        "Thank you for your request. I like to link over a coffee.\n"
        "Shall we have one when you are near?\n"
        "Bo"
    )


@law
@given(st.dictionaries(st.sampled_from(SLOTS), st.text(max_size=600)), st.sampled_from(EVERY))
def test_no_name_or_note_is_read_as_a_template(values, way):
    text = compose(*way, values)

    assert len(text.splitlines()) <= len(template_of(*way))


@pytest.mark.parametrize(
    "name",
    ["{my_name}", "{0.__class__}", "{{ secret }}", "{% now %}", "%(x)s", "a|b", r"\1", "$x", "<b>Ada</b>"],
)
def test_template_syntax_in_a_name_is_put_in_as_it_is(name):
    values = {**VALUES, "first_name": name}

    assert compose(Outcome.DECLINE, "brief", "en", values).splitlines()[0] == f"Hi {name},"


def test_a_value_stays_on_its_line_and_within_bounds():
    assert fill("{where}", {"where": " a\r\nb\x00\u2028c "}) == "a b c"
    assert len(fill("{where}", {"where": "x" * 100_000})) == 500


def test_slots_that_are_none_of_ours_stay_as_they_are():
    assert fill("{first_name} {strange}", {"first_name": "Ada", "strange": "!"}) == "Ada {strange}"


def test_an_unknown_tone_or_language_is_refused_in_words():
    with pytest.raises(ValueError, match="A reply is warm, plain, brief, in one of: en, de"):
        compose(Outcome.ACCEPT, "rude", "en", VALUES)
