"""The policies that come with the product: from the strictest to those that link to everybody."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.linkconditions import Check, all_of, any_of
from domain.linkoutcomes import Outcome
from domain.linkrules import Policy, Rule, never_admitting
from domain.linksettings import After, Settings

MET = Check("meetings", 1)
LONG_ONLINE = all_of(Check("online_exchanges", 6), Check("online_days", 60))
RECORDED, UNLINKED = Check("behaviour", "any"), Check("unlinked_before")
TROUBLE = any_of(RECORDED, UNLINKED)
FALSE_CLAIM = Check("claimed_mutual", "denied")
LIKELY_MET = Check("have_we_met", 60)
PITCH = Check("note_pitches")
RECOGNISED = any_of(
    MET,
    Check("online_exchanges", 1),
    LIKELY_MET,
    Check("same_event", 90),
    Check("confirmed_mutuals", 1),
    Check("shared_employer"),
    Check("shared_school"),
)


@dataclass(frozen=True, slots=True)
class Preset:
    """A policy to start from; `about` tells for whom it is."""

    name: str
    about: str
    rules: tuple[Rule, ...]
    default: Outcome
    after_accepting: After = After.NOTHING


PRESETS: Mapping[str, Preset] = {
    "coffee-meal-beer": Preset(
        "Coffee, meal or beer",
        "You link to people with whom you shared a coffee, a meal or a drink, or whom you really know online.",
        (
            Rule(MET, Outcome.ACCEPT),
            Rule(LONG_ONLINE, Outcome.ACCEPT),
            Rule(any_of(FALSE_CLAIM, PITCH), Outcome.DECLINE),
            Rule(Check("same_event", 14), Outcome.OFFER_COFFEE),
        ),
        Outcome.ASK_WHERE_MET,
        After.HELLO,
    ),
    "know-trust-respect": Preset(
        "Know, trust and respect",
        "You link to people who are close to you, or for whom somebody close to you speaks.",
        (
            Rule(TROUBLE, Outcome.DECIDE_LATER),
            Rule(FALSE_CLAIM, Outcome.DECLINE),
            Rule(Check("strength", 5), Outcome.ACCEPT),
            Rule(Check("meetings", 3), Outcome.ACCEPT),
            Rule(all_of(MET, Check("mutual_strength", 7)), Outcome.ACCEPT),
            Rule(PITCH, Outcome.DECLINE),
            Rule(any_of(MET, Check("mutual_strength", 7)), Outcome.START_CONVERSATION),
        ),
        Outcome.DECIDE_LATER,
        After.HELLO,
    ),
    "worked-with-or-online": Preset(
        "People I have worked with or know online",
        "You link to former colleagues, and to people with whom you write back and forth.",
        (
            Rule(TROUBLE, Outcome.DECIDE_LATER),
            Rule(Check("shared_employer"), Outcome.ACCEPT),
            Rule(all_of(Check("online_exchanges", 3), Check("online_days", 30)), Outcome.ACCEPT),
            Rule(any_of(FALSE_CLAIM, PITCH), Outcome.DECLINE),
        ),
        Outcome.START_CONVERSATION,
    ),
    "no-objection": Preset(
        "Recognise and no objection",
        "You link to anybody whom you recognise, unless something speaks against it.",
        (
            Rule(any_of(RECORDED, UNLINKED, FALSE_CLAIM), Outcome.DECLINE),
            Rule(PITCH, Outcome.DECIDE_LATER),
            Rule(RECOGNISED, Outcome.ACCEPT),
        ),
        Outcome.ASK_WHERE_MET,
    ),
    "same-market": Preset(
        "Same market",
        "You link to people in the place where you do business.",
        (Rule(TROUBLE, Outcome.DECIDE_LATER), Rule(Check("same_market"), Outcome.ACCEPT)),
        Outcome.INVITE_ELSEWHERE,
    ),
    "known-by-many": Preset(
        "Known by many",
        "You link to people whose role is useful to you; all others hear nothing.",
        (Rule(Check("useful_role"), Outcome.ACCEPT),),
        Outcome.IGNORE,
    ),
    "open-networker": Preset(
        "Open networker",
        "You link to everybody: you never know where the next good thing comes from.",
        (),
        Outcome.ACCEPT,
    ),
    "accept-then-weed": Preset(
        "Accept, then weed",
        "You link to everybody, ask those you have not met one question, and part with who never answers.",
        (Rule(MET, Outcome.ACCEPT), Rule(LONG_ONLINE, Outcome.ACCEPT)),
        Outcome.ACCEPT_AND_ASK,
    ),
}


def preset(slug: str, network: str, settings: Settings | None = None) -> Policy:
    """The policy of that name for a network; raises ValueError in words where there is none.

    Without settings, what follows an acceptance is the preset's choice. With settings that never admit not
    knowing somebody, the preset decides later where it would have asked where we met.
    """
    if slug not in PRESETS:
        raise ValueError(f"“{slug[:40]}” is no policy of ours. Choose one of: {', '.join(PRESETS)}.")
    found = PRESETS[slug]
    wanted = settings or Settings(after_accepting=found.after_accepting)
    policy = Policy(
        network, found.name, slug, found.rules, found.default, replace(wanted, never_admits=False)
    )
    return never_admitting(policy) if wanted.never_admits else policy
