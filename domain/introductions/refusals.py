"""What to say when asked to speak for somebody: a kind refusal, or for a yes the beginning of a recommendation."""

from collections.abc import Mapping

from domain.introductions.refusaltexts import ENGLISH, Asker, Reason, Refusals
from domain.introductions.refusaltextsgerman import GERMAN
from domain.introductions.words import compose_sentences

_RECOMMENDATION = {
    "en": (
        "I know {name} ({is}) well, and am glad to recommend them."
        "|I know {name} well, and am glad to recommend them.",
        "{known}",
        "What I value most in {first_name}: …",
        "{my_name}",
    ),
    "de": (
        "Ich kenne {name} ({is}) gut und empfehle {first_name} gern."
        "|Ich kenne {name} gut und empfehle {first_name} gern.",
        "{known}",
        "Was ich an {first_name} am meisten schätze: …",
        "{my_name}",
    ),
}
BY_LANGUAGE: Mapping[str, Refusals] = {"en": ENGLISH, "de": GERMAN}


def reason_of(vouch: str, has_met: bool) -> Reason | None:
    """Why the owner does not speak for somebody, by what they said; None for a yes.

    `has_met` is whether they are known to have met in person. A no stays one, met or not.
    """
    if vouch == "yes":
        return None
    if vouch == "no":
        return Reason.NO
    return Reason.NOT_YET if has_met else Reason.NOT_MET


def compose_refusal(asker: Asker, reason: Reason, tone: str, language: str, values: Mapping[str, str]) -> str:
    """A refusal, a sentence a line; what is not known is left out. Raises KeyError for an unknown tone or language."""
    return compose_sentences(BY_LANGUAGE[language][asker, reason][tone], values)


def compose_recommendation(language: str, values: Mapping[str, str]) -> str:
    """The beginning of a recommendation for somebody the owner vouches for, to be gone on with."""
    return compose_sentences(_RECOMMENDATION[language], values)
