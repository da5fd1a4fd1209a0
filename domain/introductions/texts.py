"""The words of an introduction in English, by text and tone.

A text is a list of sentences. In each, the first of several ways (divided by "|") whose slots are all known is taken; a
sentence without such a way is left out. A sentence that is "" divides two paragraphs. Slots hold what is written down
and nothing else.
"""

from collections.abc import Mapping
from enum import StrEnum


class Text(StrEnum):
    """What is written on the way of an introduction, and to whom."""

    ASK = "ask"
    BLURB = "blurb"
    NUDGE = "nudge"
    FIRST_WORD = "first word"
    THANKS = "thanks"
    LOOP = "loop"
    CLOSE = "close"
    OFFER = "offer"
    OFFER_NUDGE = "offer nudge"
    NOTE = "note"
    HOW_WENT = "how it went"
    OFFER_CLOSE = "offer close"


Texts = Mapping[Text, Mapping[str, tuple[str, ...]]]
TONES = ("warm", "short")

_DEAR = "Dear {first_name},|Hello,"
_HI = "Hi {first_name},|Hi,"
_SIGNED = "{my_name}"

ENGLISH: Texts = {
    Text.ASK: {
        "warm": (
            _DEAR,
            "I would like to meet {other} ({other_is}), and I believe the two of you know each other."
            "|I would like to meet {other}, and I believe the two of you know each other.",
            "{why}",
            "Would you introduce us, and only if {other_first} wants it too?",
            "Below is a note that you can pass on. A no is perfectly fine, also without a reason.",
            "Thank you!",
            _SIGNED,
        ),
        "short": (
            _HI,
            "could you introduce me to {other} ({other_is})?|could you introduce me to {other}?",
            "{why}",
            "Please ask {other_first} first; a note to pass on is below. A no is fine.",
            _SIGNED,
        ),
    },
    Text.BLURB: {
        "warm": (
            "{my_name} ({my_work}) would like to meet you.|{my_name} would like to meet you.",
            "{why}",
            "Half an hour on the phone or over a coffee would do, whenever it suits you.",
            "If you would rather not, that is the end of it.",
        ),
        "short": (
            "{my_name} ({my_work}) would like to meet you.|{my_name} would like to meet you.",
            "{why}",
            "Would that be all right?",
        ),
    },
    Text.NUDGE: {
        "warm": (
            _DEAR,
            "there is no hurry at all: has {other_first} said anything about meeting me?",
            "If it does not suit, that is fine, and thank you for asking.",
            _SIGNED,
        ),
        "short": (_HI, "any word from {other_first}? If not, that is fine.", _SIGNED),
    },
    Text.FIRST_WORD: {
        "warm": (
            "Dear {other_first},",
            "{first_name} was so kind as to introduce us.",
            "{why}",
            "When would you have half an hour?",
            _SIGNED,
        ),
        "short": (
            "Hi {other_first},",
            "{first_name} introduced us. {why}|{first_name} introduced us.",
            "When suits you?",
            _SIGNED,
        ),
    },
    Text.THANKS: {
        "warm": (
            _DEAR,
            "thank you for introducing me to {other_first}; I know that you lent me your good name.",
            "I will tell you what comes of it. If I can do something for you, say so.",
            _SIGNED,
        ),
        "short": (
            _HI,
            "thank you for introducing me to {other_first}! I will tell you how it goes.",
            _SIGNED,
        ),
    },
    Text.LOOP: {
        "warm": (
            _DEAR,
            "you introduced me to {other_first}, and I want to tell you what came of it.",
            "{outcome}",
            "Thank you once more!",
            _SIGNED,
        ),
        "short": (_HI, "about {other_first}, to whom you introduced me:", "{outcome}", "Thank you!", _SIGNED),
    },
    Text.CLOSE: {
        "warm": (
            _DEAR,
            "do not worry about {other_first} any more. Thank you for thinking about it.",
            "I hope we see each other soon.",
            _SIGNED,
        ),
        "short": (_HI, "never mind about {other_first}. Thank you all the same!", _SIGNED),
    },
    Text.OFFER: {
        "warm": (
            _DEAR,
            "I thought of you and {other} ({other_is}).|I thought of you and {other}.",
            "{known}",
            "{why}",
            "May I introduce the two of you? I ask you both first; a no is perfectly fine.",
            _SIGNED,
        ),
        "short": (
            _HI,
            "may I introduce you to {other} ({other_is})?|may I introduce you to {other}?",
            "{why}",
            "I ask you both first; a no is fine.",
            _SIGNED,
        ),
    },
    Text.OFFER_NUDGE: {
        "warm": (
            _DEAR,
            "may I come back to this: would you like to meet {other}? If not, that is fine.",
            _SIGNED,
        ),
        "short": (_HI, "would you like to meet {other}? A no is fine.", _SIGNED),
    },
    Text.NOTE: {
        "warm": (
            "Dear {first_name}, dear {other_first},",
            "you both said yes, so here you are:",
            "{one}: {one_is}.|{one}.",
            "{other}: {other_is}.|{other}.",
            "{why}",
            "I leave it to the two of you from here. Enjoy it!",
            _SIGNED,
        ),
        "short": (
            "Hi {first_name}, hi {other_first},",
            "you both said yes: {one} ({one_is}), meet {other} ({other_is})."
            "|you both said yes: {one}, meet {other}.",
            "{why}",
            "Over to you!",
            _SIGNED,
        ),
    },
    Text.HOW_WENT: {
        "warm": (
            _DEAR,
            "I introduced you to {other_first}. Did anything come of it?",
            "I ask because I like to know whether it was of use; a word is enough.",
            _SIGNED,
        ),
        "short": (_HI, "did anything come of {other_first} and you? A word is enough.", _SIGNED),
    },
    Text.OFFER_CLOSE: {
        "warm": (
            _DEAR,
            "nothing comes of the introduction I had in mind; it is not about you.",
            "Thank you for being open to it!",
            _SIGNED,
        ),
        "short": (_HI, "nothing comes of the introduction after all. Thank you!", _SIGNED),
    },
}
