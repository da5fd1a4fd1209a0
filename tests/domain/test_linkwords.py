import pytest
from hypothesis import given

from domain.linkchecks import CHECKS
from domain.linking import (
    Check,
    NotSo,
    Outcome,
    Rule,
    all_of,
    any_of,
    policy_sentences,
    rule_sentence,
    settings_sentences,
)
from domain.linkphrases import PHRASES
from domain.linksentences import Clause, Sentences, condition_of, sentence_kinds, sentences_of
from domain.linkwords import check_words
from tests.domain.linkcases import WORDS, conditions, flat_conditions, law, policy_of

MET, PITCH = Check("meetings", 1), Check("note_pitches")


def test_every_fact_that_a_rule_may_name_has_its_words():
    assert list(PHRASES) == list(CHECKS)


@law
@given(conditions)
def test_every_rule_is_told_in_one_sentence_without_an_empty_slot(condition):
    told = rule_sentence(Rule(condition, Outcome.ACCEPT))

    for word in WORDS:
        told = told.replace(word, "word")
    assert told.startswith("If ")
    assert told.endswith(": accept.")
    assert not set("{}\n") & set(told)
    assert "  " not in told


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (MET, "If we shared a coffee, a meal or a drink with at most 12 people: decide later."),
        (Check("meals", 2), "If we shared at least two meals with at most 12 people: decide later."),
        (NotSo(MET), "If we shared no coffee, meal or drink with at most 12 people: decide later."),
        (Check("strength", 4.5), "If our strength is 4.5 or more of 10: decide later."),
        (Check("have_we_met", 60), "If I am at least 60 % sure who they are: decide later."),
        (Check("title_words", ("a", "b")), "If their title says “a” or “b”: decide later."),
        (NotSo(Check("note_kind", "personal")), "If their note is not personal: decide later."),
        (
            all_of(PITCH, any_of(Check("useful_role"), Check("same_market"))),
            "If their note is a pitch, and either their role is useful to me, or they are in the same market as "
            "I am: decide later.",
        ),
        (
            NotSo(all_of(PITCH, Check("note_asks"))),
            "If it is not so that both their note is a pitch, and their note asks for something: decide later.",
        ),
    ],
)
def test_rules_in_plain_words(condition, words):
    assert rule_sentence(Rule(condition, Outcome.DECIDE_LATER)) == words


@pytest.mark.parametrize(
    ("fact", "choice", "words"),
    [
        ("earlier_decision", "decline", "I declined them before"),
        ("earlier_decision", "accept-and-ask", "I accepted them with a question before"),
        ("earlier_decision", "invite-elsewhere", "I invited them elsewhere before"),
        ("earlier_decision", "ask-where-met", "I asked them where we met before"),
        ("behaviour", "insult", "they are on record for an insult"),
        ("behaviour", "any", "they are on record for a pitch, spam, a flirt or an insult"),
    ],
)
def test_a_choice_is_told_in_whole_words(fact, choice, words):
    check = Check(fact, choice)

    assert check_words(check) == words
    assert check_words(check, is_denied=True) == words.replace("I ", "I have not ").replace("are", "are not")


def test_the_owners_number_of_people_is_told():
    policy = policy_of(Rule(MET, Outcome.ACCEPT), default=Outcome.IGNORE, at_most_present=6)

    assert policy_sentences(policy) == (
        "If we shared a coffee, a meal or a drink with at most 6 people: accept.",
        "Otherwise: ignore, without a reply.",
    )


def test_what_the_owner_wrote_is_never_read_as_a_slot():
    rule = Rule(Check("title_words", ("{most} {n} {w}",)), Outcome.ACCEPT)

    assert rule_sentence(rule) == "If their title says “{most} {n} {w}”: accept."


def test_a_policy_without_rules_is_for_everybody():
    assert policy_sentences(policy_of(default=Outcome.ACCEPT)) == ("Everybody: accept.",)


def test_the_owner_is_told_what_follows_and_what_is_still_empty():
    policy = policy_of(
        Rule(Check("useful_role"), Outcome.ACCEPT), after_accepting="ask", question="Why?", never_admits=True
    )

    assert settings_sentences(policy) == (
        "The question: “Why?” They have 14 days to answer.",
        "No text ever admits not knowing somebody.",
        "List the roles that are useful to you, or no rule can see it.",
    )


@law
@given(flat_conditions)
def test_a_condition_comes_back_from_its_sentences(condition):
    assert condition_of(sentences_of(condition)) == condition


def test_every_kind_of_sentence_can_be_filled_and_read_back():
    kinds = sentence_kinds()

    for kind in kinds:
        slot = {"flag": "", "choice": kind.choices[0][0] if kind.choices else "", "words": "ada, bo"}
        clause = Clause(kind.fact, slot.get(kind.shape, "5"))
        assert sentences_of(condition_of(Sentences((clause,)))).clauses == (clause,)
        assert ("…" in kind.template) == ("…" in kind.denied) == (kind.shape != "flag")
    assert [kind.fact for kind in kinds] == list(CHECKS)


@pytest.mark.parametrize(
    ("clauses", "words"),
    [
        ((), "at least one sentence"),
        ((Clause("meetings", "many"),), "“many” is no number"),
        ((Clause("meetings", "nan"),), "needs a number"),
        ((Clause("meetings", "1e999"),), "needs a number"),
        ((Clause("shoe_size", "42"),), "is no fact"),
        ((Clause("title_words", " , "),), "needs one to 50 words"),
        ((Clause("note_kind", "<b>"),), "is one of"),
    ],
)
def test_a_sentence_that_says_nothing_is_refused_in_words(clauses, words):
    with pytest.raises(ValueError, match=words):
        condition_of(Sentences(clauses))


def test_what_is_nested_too_deep_for_sentences_is_refused_in_words():
    with pytest.raises(ValueError, match="nested deeper than sentences can say"):
        sentences_of(all_of(any_of(MET, PITCH), PITCH))
