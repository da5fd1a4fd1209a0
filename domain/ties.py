"""How two people know each other: the kinds of ties, what each is called from the other side, and what cannot be."""

import operator
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain import partial


class TieKind(StrEnum):
    """What one person is to another. Those with two sides are kept by one of them: a child has a parent."""

    KNOWS = "knows"
    FRIEND = "friend"
    PARTNER = "partner"
    PARENT = "parent"
    GRANDPARENT = "grandparent"
    GODPARENT = "godparent"
    SIBLING = "sibling"
    RELATIVE = "relative"
    COLLEAGUE = "colleague"
    MANAGER = "manager"
    MENTOR = "mentor"
    CLIENT = "client"
    CLASSMATE = "classmate"
    NEIGHBOUR = "neighbour"


INVERSES = {
    TieKind.PARENT: "child",
    TieKind.GRANDPARENT: "grandchild",
    TieKind.GODPARENT: "godchild",
    TieKind.MANAGER: "report",
    TieKind.MENTOR: "mentee",
    TieKind.CLIENT: "supplier",
}
"""What the other side of a tie with two sides is called."""
_KIND_BEHIND = {role: kind for kind, role in INVERSES.items()}
FAMILY = frozenset(
    (
        *(TieKind.PARTNER, TieKind.PARENT, TieKind.GRANDPARENT, TieKind.GODPARENT, TieKind.SIBLING),
        *(TieKind.RELATIVE, "child", "grandchild", "godchild"),
    )
)
"""Of those who are somebody's family, from either side."""
ROLES = (*(kind.value for kind in TieKind), *INVERSES.values())
"""All that one person can be to another, seen from either side."""
SYMMETRIC = frozenset(TieKind) - frozenset(INVERSES)
"""The kinds that are the same from either side."""
LINEAGE = frozenset((TieKind.PARENT, TieKind.GRANDPARENT))
NEXT_OF_KIN = LINEAGE | {TieKind.SIBLING, TieKind.PARTNER}
"""Of these, two people are one thing to each other and never another, whenever it was."""
ONE_WAY = LINEAGE | {TieKind.GODPARENT, TieKind.MANAGER}
"""What cannot hold both ways; managers may swap over the years. Mentors and clients may well be so for each other."""
FIRST, LAST = "0000-00-00", "9999-99-99"
ME = 0
"""The owner, among the ids of people."""
LEAST, MOST = 1, 10
"""How well two know each other."""


@dataclass(frozen=True, slots=True)
class Bond:
    """That `one` is the `kind` of `other`, by ids, from `since` to `until` in partial days; empty ones are open."""

    one: int
    other: int
    kind: TieKind
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class TieFacts:
    """What is told of a tie or relation beside its kind: partial days, how well they know each other (1 to 10, None
    where nobody knows), the day on which it was last said to hold, a note."""

    since: str = ""
    until: str = ""
    estimate: int | None = None
    confirmed_on: date | None = None
    note: str = ""

    def check(self, today: date) -> None:
        """Raises ValueError, with a word for the owner, for an estimate out of 1 to 10, a day still to come or none."""
        if self.estimate is not None and not LEAST <= self.estimate <= MOST:
            raise ValueError(f"How well they know each other goes from {LEAST} to {MOST}.")
        if self.confirmed_on is not None and self.confirmed_on > today:
            raise ValueError("That day is still to come.")
        since = partial.parse(self.since) if self.since.strip() else ""
        if since > today.isoformat()[: len(since)]:
            raise ValueError("It cannot begin on a day that is still to come.")


NOTHING_MORE = TieFacts()


def bond_of(role: str, one: int, other: int, since: str = "", until: str = "") -> Bond:
    """How it is kept that `one` is the `role` of `other`: who is a child has a parent, equals go by their ids.

    Raises ValueError for a role that is not among ROLES, for one person twice, for days that are none or not in order.
    """
    if role not in ROLES:
        raise ValueError(f"“{role}” is no tie. Write one of: {', '.join(ROLES)}.")
    if one == other:
        raise ValueError("Nobody is tied to themselves.")
    since, until = (partial.parse(text) if text.strip() else "" for text in (since, until))
    if until and _first_day(since) > _last_day(until):
        raise ValueError("It cannot end before it begins.")
    kind = _KIND_BEHIND.get(role) or TieKind(role)
    is_turned = role in _KIND_BEHIND or (kind in SYMMETRIC and one > other)
    return Bond(*((other, one) if is_turned else (one, other)), kind, since, until)


def role_in(kind: str, *, of_one: bool) -> str:
    """What somebody is to the other of a tie of this kind: its `one`, or (not `of_one`) its `other`."""
    return str(kind) if of_one else INVERSES.get(TieKind(kind), str(kind))


def inverse_of(role: str) -> str:
    """What somebody is to one who is the `role` of theirs: of a child the parent, of a friend the friend."""
    kind = _KIND_BEHIND.get(role)
    return kind.value if kind else INVERSES.get(TieKind(role), role)


def as_sentence(role: str, one: str, other: str) -> str:
    """What `one` is to `other`, by their names."""
    if role == TieKind.KNOWS:
        return f"{one} and {other} know each other."
    return f"{one} is a {role} of {other}."


def ends_at(bond: Bond, today: str) -> bool:
    """Whether a bond is over on a day, written 2026-03-12."""
    return bool(bond.until) and _last_day(bond.until) < today


def clash_of(bond: Bond, known: Iterable[Bond]) -> Bond | None:
    """What of the known bonds between the same two cannot be beside this one; None where all of them can.

    Nobody is parent, grandparent, sibling and partner of one person at once, nor the parent of their own parent;
    the same bond said again is no clash.
    """
    return next((each for each in known if _is_same_pair(bond, each) and _clashes(bond, each)), None)


def _clashes(bond: Bond, other: Bond) -> bool:
    if bond.kind == other.kind:
        is_turned = bond.one != other.one
        return bond.kind in ONE_WAY and is_turned and _may_meet((bond, other))
    return {bond.kind, other.kind} <= NEXT_OF_KIN


def closes_circle(bond: Bond, above: Mapping[int, Sequence[Bond]]) -> bool:
    """Whether a bond would make somebody their own forebear, or at one time their own manager's manager.

    `above` are the known bonds by their `other`: who is the parent, grandparent or manager of whom.
    """
    if bond.kind not in LINEAGE | {TieKind.MANAGER}:
        return False
    waiting: list[tuple[int, tuple[Bond, ...]]] = [(bond.one, (bond,))]
    seen = set[tuple[int, str, str]]()
    while waiting:
        person, path = waiting.pop()
        for each in above.get(person, ()):
            longer = (*path, each)
            place = (each.one, *_shared(longer))
            if not _is_of_circle(bond, each) or not _may_meet(longer) or place in seen:
                continue
            if each.one == bond.other:
                return True
            seen.add(place)
            waiting.append((each.one, longer))
    return False


def by_other(bonds: Iterable[Bond]) -> dict[int, list[Bond]]:
    """The bonds by their `other`, as `closes_circle` reads them."""
    found = defaultdict[int, list[Bond]](list)
    for bond in bonds:
        found[bond.other].append(bond)
    return found


def _is_of_circle(bond: Bond, each: Bond) -> bool:
    return each.kind == bond.kind or {each.kind, bond.kind} <= LINEAGE


def _is_same_pair(bond: Bond, other: Bond) -> bool:
    return {bond.one, bond.other} == {other.one, other.other}


def _may_meet(bonds: tuple[Bond, ...]) -> bool:
    """Whether all hold at one time: family always does; of others only what surely overlaps, as years may touch."""
    return bonds[0].kind != TieKind.MANAGER or operator.lt(*_shared(bonds))


def _shared(bonds: tuple[Bond, ...]) -> tuple[str, str]:
    """The span in which all surely hold; empty (not in order) where there may be none."""
    return (
        max(_last_day(bond.since) if bond.since else FIRST for bond in bonds),
        min(_first_day(bond.until) if bond.until else LAST for bond in bonds),
    )


def _first_day(text: str) -> str:
    """The earliest day that a partial one can mean, as text that sorts."""
    return f"{text}-00-00"[:10] if text else FIRST


def _last_day(text: str) -> str:
    return f"{text}-99-99"[:10] if text else LAST
