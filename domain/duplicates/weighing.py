"""How likely two people of a book are one: odds as in domain.met, with what a whole book tells.

A name sets the odds by how well it agrees and how many bear it by chance; every finding multiplies them. The same
address decides, unless the names say that two people share it.
"""

from collections.abc import Iterable, Sequence

from domain.corroborate import OTHER_PAGE, OTHER_PAGE_WORDS, WORKS, WORKS_ELSEWHERE, Finding
from domain.duplicates.counts import Counts, by_chance, firm, whole_names
from domain.duplicates.values import Birthday, Pair, Person
from domain.met import (
    CAPS,
    CERTAIN,
    COLLEAGUES,
    IDENTITIES,
    INITIAL_ALONE,
    LABELS,
    MARRIED,
    NAME_ALONE,
    NAMED,
    WORD_ALONE,
)
from domain.organisations import folded, same_organisation
from domain.samename import Fit, NameMatch, best_match
from domain.sought import Key

LIVES, LIVES_ELSEWHERE = 12.0, 0.5
BORN, BORN_THAT_DAY, BORN_ELSE, YEAR_ELSE = 80.0, 30.0, 0.05, 0.3
MAIL_ALIKE, OTHER_MAIL, OTHER_MAIL_THERE, OTHER_MAILS = 8.0, 0.7, 0.35, "other e-mail addresses"
LIKELIER, LEAST_ODDS = 0.8, 1.2
SHARED = {"profile": 0.85, "email": 0.3, "phone": 0.2}
"""The confidence of the same address with another first name, as in a family."""
BOTH_SHARED, A_CROWD, UNLIKE = 0.45, 3, {"profile": 0.85, "email": 0.45, "phone": 0.3}
"""An address that more than A_CROWD have is a firm's; UNLIKE is for names that have nothing in common."""
AGAINST_BIRTHDAY = 0.5
TWO_PAGES = 0.2
ANOTHER_NAME = 0.89
"""The cap of a name not quite the same, without an address or a whole birthday: siblings live and work together."""
_ROLES = (
    "info office mail contact kontakt hello hallo admin team post support sales service webmaster me privat"
)
ROLES = frozenset(_ROLES.split())


def weigh(one: Person, other: Person, counts: Counts) -> Pair:
    """Two people of the book that `counts` is of, and how likely they are one."""
    one, other = sorted((one, other), key=_by_names)  # of two names the one compared with tells what agrees
    match = best_match(one.names, other.names)
    same = [key for key in one.identities if key in other.identities and key[0] != "alias"]
    own = [key for key in same if counts.keys[key] <= A_CROWD and not _is_role(key)]
    found = _findings(one, other, bool(same), counts)
    confidence, doubts = _by_name(match, found, _namesakes(one, other, counts), counts)
    if own:
        confidence, doubts = max(confidence, _identified(own, match, found)), ()
    evidence = [f"the same {LABELS.get(kind, f'page on {network}')}" for kind, network, _key in same]
    evidence += [_name_words(match)] if match.fit > Fit.FAMILY else []
    evidence += [each.words for each in sorted(found, reverse=True) if each.odds > 1]
    against = [*match.differs, *doubts, *(each.words for each in found if each.odds < 1)]
    if same and not own:
        against.append("several people have this address")
    first, second = sorted((one.ref, other.ref))
    return Pair(first, second, round(confidence, 3), tuple(evidence), tuple(against))


def _by_names(one: Person) -> tuple[list[tuple[str, ...]], int]:
    return [name.words for name in one.names], one.ref


def _is_role(key: Key) -> bool:
    return key[0] == "email" and key[2].partition("@")[0] in ROLES


def _namesakes(one: Person, other: Person, counts: Counts) -> int:
    """How many people besides one of the two are called like this."""
    return max(1, *(counts.names[name] - 1 for who in (one, other) for name in whole_names(who)), 1)


def _name_words(match: NameMatch) -> str:
    if match.fit != Fit.WHOLE:
        return "the same first name" if match.common[0] else "the same family name"
    return "a like name" if match.differs else "the same name"


def _identified(own: Sequence[Key], match: NameMatch, found: Sequence[Finding]) -> float:
    """The confidence of the same address, which a family may share; lower where both birthdays are known and differ."""
    kinds = {kind for kind, _network, _key in own} & IDENTITIES.keys() or {"profile"}
    if match.fit not in (Fit.FAMILY, Fit.NONE):
        best = max(IDENTITIES[kind][0] for kind in kinds)
    elif {"email", "phone"} <= kinds:
        best = BOTH_SHARED if match.fit == Fit.FAMILY else MARRIED
    else:
        best = max((SHARED if match.fit == Fit.FAMILY else UNLIKE)[kind] for kind in kinds)
    return min(best, AGAINST_BIRTHDAY) if any(one.odds == BORN_ELSE for one in found) else best


def _by_name(
    match: NameMatch, found: Sequence[Finding], namesakes: int, counts: Counts
) -> tuple[float, tuple[str, ...]]:
    """The confidence by the name and all findings, and what is to be said against the name alone."""
    chance = by_chance(match, counts)
    odds = NAMED[match.fit] * match.weight / (1 + chance)
    odds /= namesakes if match.fit == Fit.WHOLE else 1
    for one in found:
        odds *= one.odds
    confidence, agreeing = odds / (1 + odds), sum(one.odds > 1 for one in found)
    if match.differs and any(one.words.startswith(OTHER_PAGE_WORDS) for one in found):
        return min(confidence, TWO_PAGES), ()  # they gave themselves two names on one network
    if agreeing:
        cap = _cap(match.fit, agreeing)
        is_other = match.differs and not any(one.odds >= BORN for one in found)
        return min(confidence, cap, ANOTHER_NAME) if is_other else min(confidence, cap), ()
    cap, doubts = _alone(match, chance, namesakes)
    if any(one.words == OTHER_MAILS for one in found):
        cap = min(cap, NAME_ALONE)  # namesakes, for all one knows
    return min(confidence, cap, CAPS.get(match.fit, CERTAIN)), doubts


def _cap(fit: Fit, agreeing: int) -> float:
    if fit == Fit.GIVEN and agreeing > 1:
        return MARRIED
    return CAPS.get(fit, CERTAIN)


def _alone(match: NameMatch, chance: float, namesakes: int) -> tuple[float, tuple[str, ...]]:
    if match.fit != Fit.WHOLE:
        return WORD_ALONE if match.fit == Fit.ONE_WORD else COLLEAGUES, ()
    if namesakes > 1:
        return NAME_ALONE, (f"{namesakes + 1} people in your book are called like this",)
    if match.by_initial:
        return INITIAL_ALONE, ("the name alone",)
    if chance >= 2:
        return NAME_ALONE, ("a common name, and the name alone",)
    return CERTAIN, ("the name alone",)


def _findings(one: Person, other: Person, is_same: bool, counts: Counts) -> list[Finding]:
    found = [_born(one, other), _firm(one, other, counts), _town(one, other, counts)]
    if not is_same:
        found += [_mails(one, other), _page(one, other)]
    return [each for each in found if each is not None]


def _born(one: Person, other: Person) -> Finding | None:
    pairs = [(mine, theirs) for mine in one.birthdays for theirs in other.birthdays]
    return max((_birthday(*pair) for pair in pairs), default=None)


def _birthday(one: Birthday, other: Birthday) -> Finding:
    years = {one[2], other[2]} - {0}
    if one[:2] == other[:2]:
        if len(years) > 1:
            return Finding(YEAR_ELSE, "another year of birth")
        return Finding(BORN if one[2] == other[2] != 0 else BORN_THAT_DAY, "the same birthday")
    if len(years) == 1 and one[2] == other[2] and one[:2] == (other[1], other[0]):
        return Finding(BORN_THAT_DAY, "the same birthday, day and month changed places")
    return Finding(BORN_ELSE, "another birthday")


def _firm(one: Person, other: Person, counts: Counts) -> Finding | None:
    common = [
        text
        for text in other.organisations
        if any(firm(text) == firm(own) or same_organisation(text, own) for own in one.organisations)
    ]
    if not common:
        both = one.organisations and other.organisations
        return Finding(WORKS_ELSEWHERE, "works elsewhere") if both else None
    odds = _telling(WORKS, min(counts.share(counts.firms, firm(text)) for text in common))
    return Finding(odds, f"both at {common[0]}")


def _town(one: Person, other: Person, counts: Counts) -> Finding | None:
    mine = {folded(text): text for text in one.places if folded(text)}
    theirs = {folded(text): text for text in other.places if folded(text)}
    common = mine.keys() & theirs.keys()
    if common:
        rarest = min(common, key=lambda text: (counts.places[text], text))
        return Finding(
            _telling(LIVES, counts.share(counts.places, rarest)), f"the same place: {mine[rarest]}"
        )
    near = [text for text in mine if any(text in it.split() or it in text.split() for it in theirs)]
    if near:
        return Finding(_telling(LIVES / 2, counts.share(counts.places, near[0])), f"near {mine[near[0]]}")
    return Finding(LIVES_ELSEWHERE, "another place") if mine and theirs else None


def _telling(most: float, share: float) -> float:
    """The odds of what this share of the book has: the fewer, the more it tells."""
    return max(LEAST_ODDS, min(most, LIKELIER / max(share, 1e-6)))


def _mails(one: Person, other: Person) -> Finding | None:
    mine, theirs = _mail_parts(one), _mail_parts(other)
    if not mine or not theirs:
        return None
    locals_of_theirs = {local for local, _domain in theirs}
    alike = [local for local, _domain in mine if local in locals_of_theirs and _tells(local)]
    if alike:
        return Finding(MAIL_ALIKE, f"mail to {alike[0]}@ at two places")
    there = {domain for _local, domain in mine} & {domain for _local, domain in theirs}
    return Finding(OTHER_MAIL_THERE if there else OTHER_MAIL, OTHER_MAILS)


def _tells(local: str) -> bool:
    return len(local) > 4 and local not in ROLES and not local.isdigit()


def _mail_parts(one: Person) -> list[tuple[str, str]]:
    parts = [key.partition("@") for kind, _network, key in one.identities if kind == "email"]
    return [(local, domain) for local, _at, domain in parts]


def _page(one: Person, other: Person) -> Finding | None:
    networks = _networks(one.identities) & _networks(other.identities)
    return Finding(OTHER_PAGE, f"{OTHER_PAGE_WORDS} {min(networks)}") if networks else None


def _networks(keys: Iterable[Key]) -> set[str]:
    return {network for kind, network, _key in keys if kind == "profile" and network != "web"}
