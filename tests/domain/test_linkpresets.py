from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.linkfacts import Behaviour, Claim, LinkFacts, Meeting, Mutual, NoteKind, Reason, Trait
from domain.linking import ACCEPTING, Check, Outcome, Rule, Settings, decide, from_plain, judge, to_plain
from domain.linkpresets import PRESETS, preset
from domain.linkquestions import QUESTIONS, answered_policy, recommend
from domain.linksentences import condition_of, sentences_of
from tests.domain.linkcases import all_facts, law

STRANGER = LinkFacts(note_kind=NoteKind.GENERIC)
COFFEE = LinkFacts(meetings=(Meeting("coffee", 2, 740_000),))
PEN_FRIEND = LinkFacts(online_count=9, online_days=90)
EVERY = sorted(PRESETS)
answers = st.fixed_dictionaries(
    {question.key: st.sampled_from([value for value, _ in question.choices]) for question in QUESTIONS}
)


def said(slug, facts, **settings):
    return judge(preset(slug, "linkedin", Settings(**settings)), facts)[0]


def test_s4_the_presets_are_the_agreed_ones():
    assert list(PRESETS) == [
        "coffee-meal-beer",
        "know-trust-respect",
        "worked-with-or-online",
        "no-objection",
        "same-market",
        "known-by-many",
        "open-networker",
        "accept-then-weed",
    ]


@pytest.mark.parametrize("slug", EVERY)
def test_every_preset_can_be_stored_and_edited_as_sentences(slug):
    policy = preset(slug, "xing")

    assert (policy.slug, policy.network) == (slug, "xing")
    assert from_plain(to_plain(policy)) == policy
    for rule in policy.rules:
        assert condition_of(sentences_of(rule.condition)) == rule.condition


@pytest.mark.parametrize("slug", EVERY)
def test_s6_every_preset_has_a_form_that_never_admits(slug):
    policy = preset(slug, "linkedin", Settings(never_admits=True))

    assert policy.settings.never_admits
    assert Outcome.ASK_WHERE_MET not in {policy.default, *(rule.verdict for rule in policy.rules)}


@pytest.mark.parametrize("slug", EVERY)
def test_s19_a_generic_note_changes_no_verdict_of_a_preset(slug):
    assert said(slug, STRANGER) == said(slug, LinkFacts()) != "decline"


def test_s1_coffee_meal_beer_accepts_after_one_of_them():
    assert said("coffee-meal-beer", COFFEE) == "accept"
    assert said("coffee-meal-beer", LinkFacts(meetings=(Meeting("dinner", 40),))) == "ask-where-met"
    assert said("coffee-meal-beer", LinkFacts(met_in_person=True)) == "accept"
    assert said("coffee-meal-beer", LinkFacts(same_event_days=3)) == "offer-coffee"
    assert said("coffee-meal-beer", LinkFacts(note_traits=(Trait.PITCHES,))) == "decline"


def test_s2_people_really_known_online_are_an_exception():
    assert said("coffee-meal-beer", PEN_FRIEND) == "accept"
    assert said("coffee-meal-beer", replace(PEN_FRIEND, online_days=10)) == "ask-where-met"


@pytest.mark.parametrize("slug", EVERY)
def test_s2_nothing_about_recruiters_is_built_in(slug):
    recruiter = LinkFacts(title="Senior Recruiter", guessed_reason=Reason.RECRUITER)

    assert said(slug, recruiter) == said(slug, LinkFacts())


def test_s2_recruiters_are_welcome_or_not_by_one_rule():
    recruiter = LinkFacts(title="Senior Recruiter")
    policy = preset("coffee-meal-beer", "linkedin")
    welcome = replace(
        policy, rules=(Rule(Check("title_words", ("recruiter",)), Outcome.ACCEPT), *policy.rules)
    )
    refused = replace(
        policy, rules=(Rule(Check("title_words", ("recruiter",)), Outcome.DECLINE), *policy.rules)
    )

    assert decide(welcome, recruiter).reasons == ("title: “Senior Recruiter”",)
    assert [judge(welcome, recruiter)[0], judge(refused, recruiter)[0]] == ["accept", "decline"]


def test_s3_each_network_has_a_policy_of_its_own():
    strict, open_one = preset("coffee-meal-beer", "linkedin"), preset("open-networker", "facebook")

    assert [strict.network, open_one.network] == ["linkedin", "facebook"]
    assert [judge(strict, STRANGER)[0], judge(open_one, STRANGER)[0]] == ["ask-where-met", "accept"]


def test_s4_know_trust_respect_wants_closeness():
    assert said("know-trust-respect", LinkFacts(strength=6.0)) == "accept"
    assert said("know-trust-respect", COFFEE) == "start-conversation"
    assert said("know-trust-respect", LinkFacts(mutuals=(Mutual("Kim", Claim.CONFIRMED, 8.0),))) == (
        "start-conversation"
    )
    assert (
        said("know-trust-respect", LinkFacts(strength=6.0, behaviour=(Behaviour.INSULT,))) == "decide-later"
    )
    assert said("know-trust-respect", STRANGER) == "decide-later"


def test_s4_worked_with_or_online_accepts_colleagues_and_correspondents():
    assert said("worked-with-or-online", LinkFacts(shared_employer="Acme: you 2015 to 2018")) == "accept"
    assert said("worked-with-or-online", LinkFacts(online_count=3, online_days=30)) == "accept"
    assert said("worked-with-or-online", STRANGER) == "start-conversation"


def test_s4_no_objection_accepts_whom_the_owner_recognises():
    recognised = LinkFacts(have_we_met=0.7)

    assert said("no-objection", recognised) == "accept"
    assert said("no-objection", replace(recognised, behaviour=(Behaviour.SPAM,))) == "decline"
    assert said("no-objection", replace(recognised, unlink_reason="")) == "decline"
    assert said("no-objection", LinkFacts(have_we_met=0.5)) == "ask-where-met"


def test_s4_same_market_accepts_by_place():
    assert said("same-market", LinkFacts(place="Hamburg, Germany"), market="Hamburg") == "accept"
    assert said("same-market", LinkFacts(same_market=True)) == "accept"
    assert said("same-market", LinkFacts(place="Oslo"), market="Hamburg") == "invite-elsewhere"


def test_s4_known_by_many_accepts_useful_roles_and_ignores_the_rest():
    booker = LinkFacts(title="Venue booker")

    assert said("known-by-many", booker, useful_roles=("booker",)) == "accept"
    assert said("known-by-many", booker) == "ignore"
    assert said("known-by-many", COFFEE, useful_roles=("booker",)) == "ignore"


@law
@given(all_facts)
def test_s4_the_open_ones_accept_everybody(facts):
    assert said("open-networker", facts) == "accept"
    assert said("accept-then-weed", facts) in ACCEPTING


def test_s8_accept_then_weed_asks_whom_the_owner_has_not_met():
    assert said("accept-then-weed", STRANGER) == "accept-and-ask"
    assert said("accept-then-weed", COFFEE) == "accept"


def test_s10_a_denied_claim_is_declined_by_the_strict_ones():
    liar = LinkFacts(claimed=Mutual("Kim Vale", Claim.DENIED, 9.0))

    assert {slug for slug in EVERY if said(slug, liar) == "decline"} == {
        "coffee-meal-beer",
        "know-trust-respect",
        "worked-with-or-online",
        "no-objection",
    }


def test_an_unknown_preset_is_refused_in_words():
    with pytest.raises(ValueError, match="“strict” is no policy of ours"):
        preset("strict", "linkedin")


@given(answers)
def test_every_set_of_answers_finds_a_policy(given_answers):
    policy = answered_policy(given_answers, "linkedin")

    assert policy.slug == recommend(given_answers)
    assert answered_policy(given_answers, "linkedin", never_admits=True).settings.never_admits


@pytest.mark.parametrize("slug", EVERY)
def test_every_preset_is_found_by_some_answers(slug):
    choices = [[value for value, _ in question.choices] for question in QUESTIONS[:3]]
    found = {
        recommend({"met": met, "strangers": strangers, "ask": ask, "no": "later"})
        for met in choices[0]
        for strangers in choices[1]
        for ask in choices[2]
    }

    assert slug in found


def test_answers_reach_the_policy():
    policy = answered_policy(
        {"met": "in-person", "strangers": "none", "ask": "yes", "no": "politely"}, "linkedin"
    )

    assert (policy.slug, policy.default) == ("coffee-meal-beer", "decline")
    assert policy.settings.after_accepting == "ask"


def test_an_unanswered_question_is_asked_for():
    with pytest.raises(ValueError, match="How should a no be said"):
        recommend({"met": "no", "strangers": "all", "ask": "no"})
