"""Have we met? Candidates for somebody who is sought, with a confidence, what speaks for it and what against.

Odds in the manner of Fellegi and Sunter (1969): the name sets them, by how well it agrees and how many people bear it
by chance; every further finding multiplies them. Some conclusions are capped whatever else is found: see CAPS.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain import commonnames
from domain.corroborate import Finding, findings, other_page
from domain.reach import read_reach
from domain.samename import Fit, NameMatch, best_match
from domain.sought import Card, Commonness, Key, Sought

POSSIBLE, SURE = 0.6, 0.9
"""Below the first line a candidate is merely possible; from the second on it is as good as sure."""
NAMED = {
    Fit.WHOLE: 7.0,
    Fit.ONE_WORD: 0.5,
    Fit.GIVEN: 0.05,
    Fit.FAMILY: 0.1,
    Fit.UNNAMED: 0.05,
    Fit.NONE: 0.02,
}
"""The odds of a name that agrees so far and is nobody else's."""
CAPS = {Fit.ONE_WORD: 0.75, Fit.GIVEN: 0.55, Fit.FAMILY: 0.25, Fit.UNNAMED: 0.5, Fit.NONE: 0.2}
COLLEAGUES, NAME_ALONE, INITIAL_ALONE, WORD_ALONE, MARRIED = 0.25, 0.55, 0.5, 0.35, 0.7
"""MARRIED caps the same first name with another family name, where two other findings agree."""
IDENTITIES = {"email": (0.98, 0.9), "phone": (0.97, 0.8), "profile": (0.99, 0.92)}
"""Confidence of the same address: with a name that agrees or is not known, and with another name."""
LABELS = {"email": "e-mail address", "phone": "phone number"}
SMALLEST_BOOK, UNSEEN = 500, 200
CHANCE_GIVEN, CHANCE_FAMILY, COMMON_GIVEN, COMMON_FAMILY, INITIAL_CHANCE = 2e-4, 5e-5, 5e-3, 3e-3, 0.08
CERTAIN = 0.99
SHOWN_FROM = 0.1


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody known who may be the one: `ref` is a contact's id, or with `is_trace` a trace's. Confidence 0 to 1."""

    ref: int
    shown: str
    confidence: float
    evidence_for: tuple[str, ...]
    evidence_against: tuple[str, ...]
    is_trace: bool = False

    @property
    def level(self) -> str:
        """The confidence in a word."""
        if self.confidence >= SURE:
            return "almost surely"
        return (
            "probably"
            if self.confidence >= POSSIBLE
            else "possibly"
            if self.confidence > COLLEAGUES
            else "hardly"
        )


@dataclass(frozen=True, slots=True)
class Search:
    """The candidates, best first, and in words where they were looked for."""

    candidates: tuple[Candidate, ...]
    searched: str


def find(
    sought: Sought, cards: Iterable[Card], book: Commonness, *, limit: int = 10
) -> tuple[Candidate, ...]:
    """The likely ones among these cards, best first; none is an honest answer.

    Several who agree equally well by name make each of them less likely, unless more is known of one.
    """
    mine, names = identities_of(sought), sought.names
    matches = [(card, best_match(names, card.names)) for card in cards]
    whole = [match.weight for card, match in matches if match.fit == Fit.WHOLE and not card.is_trace]
    found = [
        (match, _weigh(sought, mine, card, match, book, _namesakes(match, whole))) for card, match in matches
    ]
    kept = [one for match, one in found if one.confidence >= _shown_from(match, one)]
    return tuple(sorted(kept, key=lambda one: (-one.confidence, one.is_trace, one.shown, one.ref))[:limit])


def _shown_from(match: NameMatch, one: Candidate) -> float:
    """Who seeks by a single word or without a name wants to see everybody it may be."""
    return 0.0 if match.fit in (Fit.ONE_WORD, Fit.UNNAMED) and one.evidence_for else SHOWN_FROM


def compare(sought: Sought, card: Card, book: Commonness) -> Candidate:
    """How likely one card is of the one sought. More that agrees never lowers the confidence."""
    return _weigh(sought, identities_of(sought), card, best_match(sought.names, card.names), book, 1)


def identities_of(sought: Sought, region: str | None = None) -> tuple[Key, ...]:
    """The normalised addresses among what is said; `region` reads phone numbers without a country code."""
    found: list[Key] = []
    for kind, text in (("profile", sought.url), ("email", sought.email), ("phone", sought.phone)):
        try:
            read = read_reach(kind, text, region)
        except ValueError:
            continue
        found.append((kind, read.network, read.key))
    return tuple(found)


def _namesakes(match: NameMatch, whole: Sequence[float]) -> int:
    return max(1, sum(weight >= match.weight for weight in whole)) if match.fit == Fit.WHOLE else 1


def _weigh(
    sought: Sought, mine: Sequence[Key], card: Card, match: NameMatch, book: Commonness, namesakes: int
) -> Candidate:
    same = [key for key in mine if key in card.identities]
    found = findings(sought, card)
    if not same and (doubt := other_page(mine, card)) is not None:
        found.append(doubt)
    confidence, doubts = _confidence(match, found, book, namesakes)
    if same:
        confidence, doubts = max(confidence, _identified(same, match)), ()
    agreeing = [f"the same {LABELS.get(key[0], f'page on {key[1]}')}" for key in same]
    agreeing += [_name_words(match)] if match.fit > Fit.FAMILY else []
    evidence = [*agreeing, *(one.words for one in _by_odds(found) if one.odds > 1)]
    evidence += [card.seen] if card.seen else []
    against = [*match.differs, *doubts, *(one.words for one in found if one.odds < 1)]
    return Candidate(
        card.ref, card.shown, round(confidence, 3), tuple(evidence), tuple(against), card.is_trace
    )


def _by_odds(found: Iterable[Finding]) -> list[Finding]:
    return sorted(found, key=lambda one: -one.odds)


def _name_words(match: NameMatch) -> str:
    if match.fit != Fit.WHOLE:
        return "the same first name" if match.common[0] else "the same family name"
    return "a like name" if match.differs else "the same name"


def _identified(same: Sequence[Key], match: NameMatch) -> float:
    agrees = match.fit in (Fit.WHOLE, Fit.ONE_WORD, Fit.GIVEN, Fit.UNNAMED)
    return max(IDENTITIES[kind][0 if agrees else 1] for kind, _network, _key in same)


def _confidence(
    match: NameMatch, found: Sequence[Finding], book: Commonness, namesakes: int
) -> tuple[float, tuple[str, ...]]:
    odds = NAMED[match.fit] * match.weight / (1 + _by_chance(match, book)) / namesakes
    for one in found:
        odds *= one.odds
    agreeing = sum(one.odds > 1 for one in found)
    confidence = min(_cap(match.fit, agreeing), odds / (1 + odds))
    if agreeing:
        return confidence, ()
    cap, doubts = _alone(match, book, namesakes)
    return min(confidence, cap), doubts


def _cap(fit: Fit, agreeing: int) -> float:
    if fit == Fit.GIVEN and agreeing > 1:
        return MARRIED
    return COLLEAGUES if fit == Fit.UNNAMED and agreeing == 1 else CAPS.get(fit, CERTAIN)


def _alone(match: NameMatch, book: Commonness, namesakes: int) -> tuple[float, tuple[str, ...]]:
    """The cap of a name that nothing else speaks for, and why."""
    if match.fit != Fit.WHOLE:
        return WORD_ALONE if match.fit == Fit.ONE_WORD else COLLEAGUES, ()
    if namesakes > 1:
        return NAME_ALONE, (f"{namesakes} people in your book are called like this",)
    if match.by_initial:
        return INITIAL_ALONE, ("the name alone",)
    if is_common(match, book):
        return NAME_ALONE, ("a common name, and the name alone",)
    return 1.0, ("the name alone",)


def is_common(match: NameMatch, book: Commonness) -> bool:
    """Whether many people are called like this: by the lists of common names, or in this book."""
    given, family = match.common
    return (given in commonnames.GIVEN and family in commonnames.FAMILY) or _by_chance(match, book) >= 2


def _by_chance(match: NameMatch, book: Commonness) -> float:
    """How many people of such a book bear what agrees of the name by chance, times ten for a whole name."""
    given, family = match.common
    size = max(book.size, SMALLEST_BOOK)
    of_given = _share(given, book.bearers, size, COMMON_GIVEN if given in commonnames.GIVEN else CHANCE_GIVEN)
    of_family = _share(
        family, book.bearers, size, COMMON_FAMILY if family in commonnames.FAMILY else CHANCE_FAMILY
    )
    if match.fit == Fit.WHOLE:
        return 15 * size * (INITIAL_CHANCE if match.by_initial else of_given) * of_family
    if match.fit == Fit.ONE_WORD:
        return size * (of_given if given else of_family)
    return size * of_given / 5 if match.fit == Fit.GIVEN else 0.0


def _share(name: str, counts: Mapping[str, int], size: int, least: float) -> float:
    return max(counts.get(name, 0) / (size + UNSEEN), least)
