"""Kind refusals to recommend or introduce somebody, in English, by who asks, reason and tone.

None says more than is so: that one has not met only where the book knows of no meeting, and never that the answer is a
plain no about the person.
"""

from collections.abc import Mapping
from enum import StrEnum


class Reason(StrEnum):
    """Why the owner does not speak for somebody."""

    NOT_MET = "not met"
    NOT_YET = "not yet"
    NO = "no"


class Asker(StrEnum):
    """Who asks: the person themselves, somebody about them."""

    THEM = "them"
    OTHERS = "others"


Refusals = Mapping[tuple[Asker, Reason], Mapping[str, tuple[str, ...]]]
_SIGNED = "{my_name}"
_DEAR, _HI = "Dear {first_name},|Hello,", "Hi {first_name},|Hi,"
_TO_ALL, _BRIEFLY = "Hello,", "Hi,"

ENGLISH: Refusals = {
    (Asker.THEM, Reason.NOT_MET): {
        "warm": (
            _DEAR,
            "thank you for asking me; I take it as a compliment.",
            "I like to have met people in person before I recommend them, and we still have that ahead.",
            "Let us change that: shall we have a coffee when we are next in one place?",
            _SIGNED,
        ),
        "short": (
            _HI,
            "thank you for asking. I like to have met people before I recommend them: shall we have a coffee?",
            _SIGNED,
        ),
    },
    (Asker.THEM, Reason.NOT_YET): {
        "warm": (
            _DEAR,
            "thank you for asking me; I take it as a compliment.",
            "I would like to see more of your work before I speak for it.",
            "Tell me what you are busy with; I would like to hear it.",
            _SIGNED,
        ),
        "short": (
            _HI,
            "thank you for asking. I would like to know your work better before I speak for it.",
            _SIGNED,
        ),
    },
    (Asker.THEM, Reason.NO): {
        "warm": (
            _DEAR,
            "thank you for thinking of me.",
            "I am not the right one to speak for you here, so I will not.",
            "I hope you find somebody who is, and wish you all the best with it.",
            _SIGNED,
        ),
        "short": (
            _HI,
            "thank you for asking. I am not the right one for this; all the best with it!",
            _SIGNED,
        ),
    },
    (Asker.OTHERS, Reason.NOT_MET): {
        "warm": (
            _TO_ALL,
            "thank you for asking me about {name}.",
            "I like to have met people in person before I speak for them, and {first_name} and I still have"
            " that ahead.",
            "Please ask somebody who has.",
            _SIGNED,
        ),
        "short": (
            _BRIEFLY,
            "I like to have met people before I speak for them, so I cannot for {name} yet.",
            _SIGNED,
        ),
    },
    (Asker.OTHERS, Reason.NOT_YET): {
        "warm": (
            _TO_ALL,
            "thank you for asking me about {name}.",
            "I do not know {first_name} and their work well enough yet to put my name to it.",
            "Somebody who has worked with them will tell you more.",
            _SIGNED,
        ),
        "short": (_BRIEFLY, "I do not know {name} well enough yet to put my name to it.", _SIGNED),
    },
    (Asker.OTHERS, Reason.NO): {
        "warm": (
            _TO_ALL,
            "thank you for asking me about {name}.",
            "I am not the right one to ask here; please go to them directly, or by somebody else.",
            _SIGNED,
        ),
        "short": (_BRIEFLY, "I am not the right one to ask about {name}; please try it directly.", _SIGNED),
    },
}
