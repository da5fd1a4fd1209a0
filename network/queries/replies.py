"""Replies to one request, ready to be copied, for each thing that can be said."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.keys import profile_key
from domain.linking import Outcome, Settings
from domain.linklanguage import likely_language
from domain.linkreplies import LANGUAGES, TONES, compose
from network.models import AboutMe
from network.queries.triage import Triaged


@dataclass(frozen=True, slots=True)
class Composer:
    """The replies in one tone and language; without a text where nothing is to be said, or must not be."""

    tone: str
    language: str
    texts: Mapping[Outcome, str]


def compose_replies(triaged: Triaged, values: Mapping[str, str], tone: str, language: str) -> Composer:
    """The replies to a request. An unknown tone becomes the first one, an unknown language the likely one."""
    tone = tone if tone in TONES else TONES[0]
    language = language if language in LANGUAGES else likely_language(triaged.note, triaged.facts.place)
    never = bool(triaged.version and triaged.version.policy.settings.never_admits)
    texts = {one: compose(one, tone, language, values, never_admits=never) for one in Outcome}
    return Composer(tone, language, texts)


def reply_values(triaged: Triaged, me: AboutMe, where: str, policy_address: str) -> dict[str, str]:
    """What fills the slots of replies. `where` is a place where both were, empty if there is none."""
    settings = triaged.version.policy.settings if triaged.version else Settings()
    return {
        "first_name": _first_name(triaged.request.name),
        "my_name": me.name,
        "policy_address": policy_address,
        "elsewhere": ", ".join(_elsewhere(me, triaged.request.network)),
        "where": where if where and where == triaged.facts.same_event else "",
        "question": settings.question,
    }


def _first_name(name: str) -> str:
    """ "Bill" of "Bill Akers", of "Akers, Bill" and of "Dr. Bill Akers"."""
    family, comma, given = name.partition(",")
    words = (given if comma and given.strip() else family).split()
    return next((word for word in words if not word.endswith(".") and any(map(str.isalpha, word))), "")


def _elsewhere(me: AboutMe, network: str) -> list[str]:
    """The owner's addresses on other sites than this one."""
    found = [(address, profile_key(address)) for address in me.elsewhere.split()]
    return [address for address, key in found if key is None or key.network != network]
