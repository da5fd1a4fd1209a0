"""The facts that a rule may name: how each is read, and which fields it reads."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter

from domain.linkfacts import Behaviour, Claim, LinkFacts, NoteKind, Reason, Trait
from domain.linkmeetings import counted_meetings
from domain.linkoutcomes import Outcome
from domain.linksettings import Settings
from domain.mentions import mentioned

Reading = float | bool | str | tuple[str, ...] | None
Read = Callable[[LinkFacts, Settings], Reading]
ANY = "any"
"""The choice that stands for every other one."""
_MET = ("meetings", "met_in_person")


class Shape(StrEnum):
    """What a threshold is: at least so many, at least that strong, per cent, days at most, and so on."""

    COUNT = "count"
    LEVEL = "level"
    PERCENT = "percent"
    WITHIN = "within"
    FLAG = "flag"
    CHOICE = "choice"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Named:
    """A fact that rules may name. `reads` are fields of LinkFacts; nothing else changes the reading."""

    shape: Shape
    reads: tuple[str, ...]
    read: Read
    choices: tuple[str, ...] = ()


def _meetings(kind: str) -> Read:
    return lambda facts, settings: counted_meetings(facts, settings.at_most_present, kind)


def _plainly(field: str) -> Read:
    get = attrgetter(field)
    return lambda facts, settings: get(facts)


def _percent(field: str) -> Read:
    def read(facts: LinkFacts, settings: Settings) -> Reading:
        share = getattr(facts, field)
        return None if share is None else round(100 * share, 6)

    return read


def _told(field: str) -> Read:
    return lambda facts, settings: bool(getattr(facts, field))


def _trait(trait: Trait) -> Read:
    return lambda facts, settings: trait in facts.note_traits


def _claim(facts: LinkFacts, settings: Settings) -> Reading:
    return (facts.claimed.state,) if facts.claimed else ()


def _claim_strength(facts: LinkFacts, settings: Settings) -> Reading:
    return facts.claimed.strength if facts.claimed else None


def _best_mutual(facts: LinkFacts, settings: Settings) -> Reading:
    return max((mutual.strength for mutual in facts.mutuals if mutual.strength is not None), default=None)


def _useful_role(facts: LinkFacts, settings: Settings) -> Reading:
    return bool(facts.is_useful_role) or bool(mentioned(facts.title, settings.useful_roles))


def _same_market(facts: LinkFacts, settings: Settings) -> Reading:
    if facts.same_market is not None:
        return facts.same_market
    return bool(facts.place and mentioned(facts.place, (settings.market,)))


def _competitor(facts: LinkFacts, settings: Settings) -> Reading:
    guessed = facts.guessed_reason == Reason.COMPETITOR
    return guessed or bool(mentioned(facts.company, settings.competitors))


def _one_of(name: str, choices: Iterable[str], read: Read, *, any_too: bool = False) -> Named:
    return Named(Shape.CHOICE, (name,), read, (*choices, *([ANY] if any_too else [])))


CHECKS: Mapping[str, Named] = {
    "meetings": Named(Shape.COUNT, _MET, _meetings("")),
    "coffees": Named(Shape.COUNT, ("meetings",), _meetings("coffee")),
    "meals": Named(Shape.COUNT, ("meetings",), _meetings("meal")),
    "drinks": Named(Shape.COUNT, ("meetings",), _meetings("drink")),
    "online_exchanges": Named(Shape.COUNT, ("online_count",), _plainly("online_count")),
    "online_days": Named(Shape.COUNT, ("online_days",), _plainly("online_days")),
    "begun_by_them": Named(Shape.PERCENT, ("begun_by_them",), _percent("begun_by_them")),
    "have_we_met": Named(Shape.PERCENT, ("have_we_met",), _percent("have_we_met")),
    "same_event": Named(Shape.WITHIN, ("same_event_days",), _plainly("same_event_days")),
    "claimed_mutual": _one_of("claimed", Claim, _claim, any_too=True),
    "claimed_strength": Named(Shape.LEVEL, ("claimed",), _claim_strength),
    "confirmed_mutuals": Named(Shape.COUNT, ("mutuals",), lambda facts, settings: len(facts.mutuals)),
    "mutual_strength": Named(Shape.LEVEL, ("mutuals",), _best_mutual),
    "strength": Named(Shape.LEVEL, ("strength",), _plainly("strength")),
    "title_words": Named(Shape.WORDS, ("title",), _plainly("title")),
    "company_words": Named(Shape.WORDS, ("company",), _plainly("company")),
    "useful_role": Named(Shape.FLAG, ("is_useful_role", "title"), _useful_role),
    "same_market": Named(Shape.FLAG, ("same_market", "place"), _same_market),
    "competitor": Named(Shape.FLAG, ("guessed_reason", "company"), _competitor),
    "note_kind": _one_of(
        "note_kind", NoteKind, lambda facts, settings: (facts.note_kind,) if facts.note_kind else ()
    ),
    "note_asks": Named(Shape.FLAG, ("note_traits",), _trait(Trait.ASKS)),
    "note_names_my_work": Named(Shape.FLAG, ("note_traits",), _trait(Trait.NAMES_MY_WORK)),
    "note_pitches": Named(Shape.FLAG, ("note_traits",), _trait(Trait.PITCHES)),
    "guessed_reason": _one_of("guessed_reason", Reason, lambda facts, settings: (facts.guessed_reason,)),
    "earlier_requests": Named(Shape.COUNT, ("earlier_requests",), _plainly("earlier_requests")),
    "earlier_decision": _one_of("earlier_decisions", Outcome, _plainly("earlier_decisions")),
    "unlinked_before": Named(
        Shape.FLAG, ("unlink_reason",), lambda facts, settings: facts.unlink_reason is not None
    ),
    "behaviour": _one_of("behaviour", Behaviour, _plainly("behaviour"), any_too=True),
    "shared_employer": Named(Shape.FLAG, ("shared_employer",), _told("shared_employer")),
    "shared_school": Named(Shape.FLAG, ("shared_school",), _told("shared_school")),
}


def reaching(name: str, threshold: Reading, settings: Settings) -> Callable[[LinkFacts], bool]:
    """The test whether a named fact reaches its threshold; a fact that is not known reaches none."""
    named = CHECKS[name]
    read, reaches = named.read, _REACHES[named.shape]
    return lambda facts: reaches(read(facts, settings), threshold)


def _at_least(reading: Reading, threshold: Reading) -> bool:
    return isinstance(reading, int | float) and isinstance(threshold, int | float) and reading >= threshold


def _at_most(reading: Reading, threshold: Reading) -> bool:
    return isinstance(reading, int | float) and isinstance(threshold, int | float) and reading <= threshold


def _chosen(reading: Reading, threshold: Reading) -> bool:
    found = reading if isinstance(reading, tuple) else ()
    return bool(found) if threshold == ANY else threshold in found


def _says(reading: Reading, threshold: Reading) -> bool:
    return bool(mentioned(str(reading or ""), threshold if isinstance(threshold, tuple) else ()))


_REACHES: Mapping[Shape, Callable[[Reading, Reading], bool]] = {
    Shape.COUNT: _at_least,
    Shape.LEVEL: _at_least,
    Shape.PERCENT: _at_least,
    Shape.WITHIN: _at_most,
    Shape.FLAG: lambda reading, threshold: bool(reading),
    Shape.CHOICE: _chosen,
    Shape.WORDS: _says,
}
