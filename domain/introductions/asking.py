"""What to write to somebody who may introduce me, ready to be changed and copied: by what is asked and by language.

A text is a list of sentences with slots, as in domain/introductions/texts.py: what is not written down is left out
with its sentence. Nothing is claimed that the log does not hold.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from domain.introductions.words import compose_sentences
from domain.partial import MONTHS

LANGUAGES = {"en": "English", "de": "Deutsch"}


class Draft(StrEnum):
    """What is asked: to introduce me; how well they know somebody; both over a second one."""

    ASK = "ask"
    HOW_WELL = "how well"
    THROUGH = "through"


_DRAFTS: Mapping[str, Mapping[Draft, tuple[str, ...]]] = {
    "en": {
        Draft.ASK: (
            "Hi {first_name},|Hello,",
            "{last_talk}",
            "{gave}",
            "I would like to meet {target}, and I believe you two know each other.",
            "Would you be willing to introduce us, if {target_first} likes the idea too?",
            "A no is perfectly fine. Thank you!",
            "{my_name}",
        ),
        Draft.HOW_WELL: (
            "Hi {first_name},|Hello,",
            "{last_talk}",
            "I would like to meet {target}.",
            "How well do you know {target_first}, from 1, a name you have heard, to 10, a close friend?",
            "No need to do anything yet; an honest number helps me not to ask you for too much. Thank you!",
            "{my_name}",
        ),
        Draft.THROUGH: (
            "Hi {first_name},|Hello,",
            "{last_talk}",
            "I would like to meet {target}, and I believe {through} could help.",
            "How well do you know {through_first}, and would you ask on my behalf?",
            "A no is perfectly fine. Thank you!",
            "{my_name}",
        ),
    },
    "de": {
        Draft.ASK: (
            "Hallo {first_name}!|Hallo!",
            "{last_talk}",
            "{gave}",
            "Ich würde gern {target} kennenlernen und glaube, dass ihr euch kennt.",
            "Würdest du uns bekannt machen, wenn {target_first} es auch möchte?",
            "Ein Nein ist völlig in Ordnung. Danke!",
            "{my_name}",
        ),
        Draft.HOW_WELL: (
            "Hallo {first_name}!|Hallo!",
            "{last_talk}",
            "Ich würde gern {target} kennenlernen.",
            "Wie gut kennst du {target_first}, von 1 (nur dem Namen nach) bis 10 (eng befreundet)?",
            "Du musst noch nichts tun; eine ehrliche Zahl hilft mir, nicht zu viel zu verlangen. Danke!",
            "{my_name}",
        ),
        Draft.THROUGH: (
            "Hallo {first_name}!|Hallo!",
            "{last_talk}",
            "Ich würde gern {target} kennenlernen und glaube, dass {through} helfen könnte.",
            "Wie gut kennst du {through_first}, und würdest du für mich fragen?",
            "Ein Nein ist völlig in Ordnung. Danke!",
            "{my_name}",
        ),
    },
}
_TALKED = {
    "en": {
        "coffee": "It was good to have coffee with you in {when}.",
        "meal": "It was good to share a meal with you in {when}.",
        "drink": "It was good to have a drink with you in {when}.",
        "event": "It was good to see you in {when}.",
        "call": "It was good to hear you in {when}.",
        "video": "It was good to talk to you in {when}.",
        **dict.fromkeys(("message", "email", "letter", "online"), "It was good to hear from you in {when}."),
    },
    "de": {
        "coffee": "Es war schön, mit dir Kaffee zu trinken ({when}).",
        "meal": "Es war schön, mit dir zu essen ({when}).",
        "drink": "Es war schön, mit dir etwas zu trinken ({when}).",
        "event": "Es war schön, dich zu sehen ({when}).",
        "call": "Es war schön, dich zu hören ({when}).",
        "video": "Es war schön, mit dir zu sprechen ({when}).",
        **dict.fromkeys(("message", "email", "letter", "online"), "Es war schön, von dir zu lesen ({when})."),
    },
}
_SAID_OF_IT = frozenset(["the", "my", "your", "our", "their", "his", "her", "some", "this", "that"])
_GAVE = {"en": "I hope {what} was of use.", "de": "Ich hoffe, das hat geholfen: {what}."}


def compose_draft(draft: Draft, language: str, values: Mapping[str, str]) -> str:
    """The words, a sentence a line. The slots are first_name, target, target_first, through, through_first, my_name,
    last_talk and gave; what has no value is left out with its sentence. An unknown language is English.
    """
    return compose_sentences(_DRAFTS.get(language, _DRAFTS["en"])[draft], values)


def last_talk_words(kind: str, day: date, language: str) -> str:
    """Of the last talk, such as "It was good to have coffee with you in March."; empty for kinds that are no talk."""
    said = _TALKED.get(language, _TALKED["en"]).get(kind, "")
    month = f"{day.month}/{day.year}" if language == "de" else f"{MONTHS[day.month - 1]} {day.year}"
    return said.replace("{when}", month)


def gave_words(what: str, language: str) -> str:
    """Of what the owner gave last, in their own words; empty without."""
    tidy = what.strip().rstrip(".")
    if tidy and language != "de":
        tidy = _with_article(tidy)
    return _GAVE.get(language, _GAVE["en"]).replace("{what}", tidy) if tidy else ""


def _with_article(what: str) -> str:
    """Both "intro to Bo" and "an intro to Bo" as "the intro to Bo"; names and what is plain already stay."""
    first, _, rest = what.partition(" ")
    if first.lower() in ("a", "an") and rest:
        return f"the {rest}"
    return what if not first.islower() or first in _SAID_OF_IT else f"the {what}"
