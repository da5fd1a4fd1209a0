"""What to write on the way of an introduction, ready to be changed and copied: by text, tone and language."""

import re
from collections.abc import Mapping
from datetime import date

from domain.introductions.steps import Step, Way
from domain.introductions.texts import ENGLISH, TONES, Text, Texts
from domain.introductions.textsgerman import GERMAN
from domain.linkmaildraft import MET
from domain.partial import MONTHS

LANGUAGES: Mapping[str, Texts] = {"en": ENGLISH, "de": GERMAN}
LONGEST_VALUE = 2_000
_SLOT = re.compile(r"\{([a-z_]+)\}")
_MET_IN_GERMAN = {
    "coffee": "haben zusammen Kaffee getrunken",
    "meal": "haben zusammen gegessen",
    "drink": "haben zusammen etwas getrunken",
    "event": "haben uns auf einer Veranstaltung gesehen",
    "call": "haben telefoniert",
    "video": "haben uns per Video gesprochen",
    **dict.fromkeys(("message", "email", "letter", "online"), "haben uns geschrieben"),
}
_GERMAN_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_TO_ME: Mapping[Step | None, tuple[Text, ...]] = {
    None: (Text.ASK, Text.BLURB),
    Step.ASKED: (Text.NUDGE, Text.BLURB),
    Step.AGREED: (Text.NUDGE, Text.BLURB),
    Step.OTHER_AGREED: (Text.NUDGE, Text.BLURB),
    Step.MADE: (Text.THANKS, Text.FIRST_WORD),
}
_BY_ME: Mapping[Step | None, tuple[Text, ...]] = {
    None: (Text.OFFER,),
    Step.ASKED: (Text.OFFER_NUDGE,),
    Step.AGREED: (Text.OFFER,),
    Step.OTHER_ASKED: (Text.OFFER_NUDGE,),
    Step.OTHER_AGREED: (Text.NOTE,),
    Step.MADE: (Text.HOW_WENT,),
}
TO_THE_OTHER = (Step.AGREED, Step.OTHER_ASKED)
"""After these the owner writes to the second of the two, about the first."""
_CAME_OF_IT = ("met", "led on", "nothing")


def texts_after(way: Way, last: Step | None, outcome: str = "") -> tuple[Text, ...]:
    """What there is to write after the last step, the main text first; nothing once only the outcome is open.

    Once it is closed, the loop is closed with whoever helped: told what came of it, or released kindly.
    """
    if last is Step.OUTCOME:
        if way is Way.TO_ME:
            return (Text.LOOP,) if outcome in _CAME_OF_IT else (Text.CLOSE,)
        return (Text.OFFER_CLOSE,) if outcome in ("declined", "silence", "dropped") else ()
    return (_TO_ME if way is Way.TO_ME else _BY_ME).get(last, ())


def compose_text(text: Text, tone: str, language: str, values: Mapping[str, str]) -> str:
    """A text with its values, a sentence a line. What is not known is left out with its sentence.

    Values are only put in, never read as slots themselves. Raises ValueError for an unknown tone or language.
    """
    if tone not in TONES or language not in LANGUAGES:
        raise ValueError(f"A text is {' or '.join(TONES)}, in one of: {', '.join(LANGUAGES)}.")
    return compose_sentences(LANGUAGES[language][text][tone], values)


def compose_sentences(sentences: tuple[str, ...], values: Mapping[str, str]) -> str:
    """The sentences whose slots are known, filled, a line each."""
    known = {name: tidy for name, value in values.items() if (tidy := _tidy(value))}
    lines = [_fill(sentence, known) for sentence in sentences]
    return "\n".join(line for line in lines if line)


def _fill(sentence: str, known: Mapping[str, str]) -> str:
    for way in sentence.split("|"):
        if all(name in known for name in _SLOT.findall(way)):
            return _SLOT.sub(lambda match: known[match[1]], way)
    return ""


def known_words(name: str, kind: str, day: date, place: str, language: str) -> str:
    """How the owner knows somebody, from their last talk: "Cara and I had coffee in March 2026 (Lund)."."""
    where = f" ({place})" if place else ""
    if language == "de":
        when = f"{_GERMAN_MONTHS[day.month - 1]} {day.year}"
        met = _MET_IN_GERMAN.get(kind, "haben uns gesehen")
        return f"{name} und ich {met}{where}, zuletzt im {when}."
    when = f"{MONTHS[day.month - 1]} {day.year}"
    return f"{name} and I {MET.get(kind, 'met')}{where}, last in {when}."


def ended(text: str) -> str:
    """The owner's words as a sentence: a capital first, an end last."""
    tidy = _tidy(text)
    return f"{tidy[:1].upper()}{tidy[1:]}{'' if tidy[-1:] in '.!?…' else '.'}" if tidy else ""


def _tidy(value: str) -> str:
    """On one line, without control characters, of bounded length."""
    shown = "".join(char if char.isprintable() else " " for char in value[: 4 * LONGEST_VALUE])
    return " ".join(shown.split())[:LONGEST_VALUE].strip()
