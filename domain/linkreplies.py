"""Replies to requests, ready to be copied: by verdict, tone and language, with the owner's values filled in."""

import re
from collections.abc import Mapping

from domain.linkadmits import admits_not_knowing
from domain.linkoutcomes import Outcome
from domain.linktexts import ENGLISH, Texts
from domain.linktextsgerman import GERMAN

TONES = ("warm", "plain", "brief")
LANGUAGES: Mapping[str, Texts] = {"en": ENGLISH, "de": GERMAN}
SLOTS = ("first_name", "my_name", "policy_address", "elsewhere", "where", "question")
LONGEST_VALUE = 500
_SLOT = re.compile(rf"\{{({'|'.join(SLOTS)})\}}")


def compose(
    verdict: Outcome,
    tone: str,
    language: str,
    values: Mapping[str, str],
    *,
    never_admits: bool = False,
) -> str:
    """The reply to a verdict, a sentence a line; "" where a verdict has none (later, ignore).

    `values` fill SLOTS; what is not given is left out with its sentence. They are only put in, never read as
    slots themselves. With `never_admits` nothing tells that I do not know somebody: there is no reply that asks
    where we met, and a sentence whose values would tell it is left out. Raises ValueError for an unknown tone
    or language.
    """
    if tone not in TONES or language not in LANGUAGES:
        raise ValueError(f"A reply is {', '.join(TONES)}, in one of: {', '.join(LANGUAGES)}.")
    sentences = template_of(verdict, tone, language, never_admits=never_admits)
    lines = [fill(sentence, values) for sentence in sentences]
    return "\n".join(line for line in lines if line and not (never_admits and admits_not_knowing(line)))


def template_of(verdict: Outcome, tone: str, language: str, *, never_admits: bool = False) -> tuple[str, ...]:
    """The sentences of a reply with their slots; none where the verdict has no reply."""
    if never_admits and verdict == Outcome.ASK_WHERE_MET:
        return ()
    return LANGUAGES[language].get(verdict, {}).get(tone, ())


def fill(sentence: str, values: Mapping[str, str]) -> str:
    """The first of the sentence's ways ("one|other") whose slots all have a value, filled; "" without one."""
    known = {name: text for name in SLOTS if (text := _tidy(values.get(name, "")))}
    for way in sentence.split("|"):
        if all(name in known for name in _SLOT.findall(way)):
            return _SLOT.sub(lambda match: known[match[1]], way)
    return ""


def _tidy(value: str) -> str:
    """On one line, without control characters, of bounded length."""
    shown = "".join(char if char.isprintable() else " " for char in value[: 4 * LONGEST_VALUE])
    return " ".join(shown.split())[:LONGEST_VALUE].strip()
