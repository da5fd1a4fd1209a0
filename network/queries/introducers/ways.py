"""Who can introduce the owner to somebody: the ways over at most two people, out of a large book.

Those who are sought are looked at first, then whoever knows them, then whoever knows those. In a small circle all of it
is read. Where the second step would lead to thousands, only what may still come among the best is.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import ceil, floor

from accounts.models import User
from domain.introductions.paths import (
    MOST_PATHS,
    MOST_REFUSED,
    Found,
    Pair,
    Path,
    Person,
    best_estimates,
    find_paths,
)
from domain.introductions.pathwords import reason_of, refusal_of
from network.queries.introducers.reading import Reader, Row
from network.queries.introducers.whom import OUTSIDE, Asked, Sought, sought_by

FEW, FEW_PEOPLE = 2_000, 1_000
"""Up to so many ties of those who know the sought are all read, and up to so many of those who know them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The ways to who is sought on the owner's line. `hidden` are those whose strength is not to be shown.

    `is_partly` tells that longer ways which could not be among the best were not looked at, also not to be refused.
    """

    sought: Sought
    found: Found
    line: float
    hidden: frozenset[int] = frozenset()
    is_partly: bool = False
    company: str = ""

    def reason(self, path: Path) -> str:
        """Why this is a way, in words."""
        return reason_of(path, self.line, self.hidden)

    @property
    def remarks(self) -> list[str]:
        """What else is to be said: who is not in the book, that there is no way, that there are more."""
        found = self.found
        nobody = f"Nobody who could introduce you to {self.sought.words} is known."
        if found.refused:
            nobody = (
                f"Nobody whom you would ask, on your line of {self.line:g}, leads to {self.sought.words}."
            )
        nobody = "" if found.paths or self.sought.namesakes else nobody
        partly = "Longer ways that could not be better were left out." if self.is_partly else ""
        return [words for words in (self.sought.remark, nobody, partly) if words]

    @property
    def refusals(self) -> list[tuple[list[str], str]]:
        """The names of each way that is not proposed, and why; at the end the names that nobody could be found for."""
        ways = [
            ([person.name for person in one.path.people], refusal_of(one, self.line, self.hidden))
            for one in self.found.refused
        ]
        return [*ways, *(([name], why) for name, why in self.sought.told)]


def introducers(user: User, asked: Asked, line: float, today: date) -> Answer:
    """Who can introduce the owner to who is asked for, best first, and who is not asked and why.

    The line goes from 0 to 10. About fifteen queries, however large the book is. Raises Http404 for a contact that
    is not this owner's.
    """
    sought = sought_by(user, asked, today)
    search = _Search(Reader(user, today), sought, line)
    found = search.run()
    return Answer(sought, found, line, frozenset(search.reader.hidden), search.is_partly, asked.company)


class _Search:
    def __init__(self, reader: Reader, sought: Sought, line: float) -> None:
        self.reader, self.sought, self.line = reader, sought, line
        self.targets = {*sought.targets, *((OUTSIDE,) if sought.outside else ())}
        self.people: dict[int, Person] = {}
        self.ties: dict[Pair, int | None] = {}
        self.is_partly = False

    def run(self) -> Found:
        if not self.targets:
            return Found()
        self.people = self.reader.people(self.sought.targets)
        if self.sought.outside:
            self.people[OUTSIDE] = Person(self.sought.outside, OUTSIDE, is_known=False)
        rows = self.reader.ties(self.sought.targets)
        known_by = OUTSIDE if self.sought.outside else self.sought.targets[0]
        rows += [(known_by, pk, None) for pk in self.sought.mutuals]
        self.ties = best_estimates(rows)
        unread = self._meet_brokers()
        more = self._second_step(self._found())
        self._meet({pk for one, other, _estimate in more for pk in (one, other)})
        self.ties = best_estimates([*rows, *more])
        found, weak = self._found(), unread - self.people.keys()
        times = sum(other in weak for _one, other, _estimate in rows)
        return replace(found, more_refused=found.more_refused + times)

    def _meet(self, ids: Collection[int], bound: float | None = None) -> None:
        self.people |= self.reader.people({*ids} - self.people.keys(), bound)

    def _meet_brokers(self) -> set[int]:
        """Read those who know the sought; of very many who are too weak only the strongest. Which of those were not."""
        brokers = {pk for pair in self.ties for pk in pair}
        if len(brokers) <= FEW_PEOPLE:
            self._meet(brokers)
            return set()
        bounds = self.reader.bounds(brokers - self.people.keys())
        weak = sorted((pk for pk in bounds if bounds[pk] < self.line), key=lambda pk: (-bounds[pk], pk))
        self._meet({*bounds}.difference(weak[MOST_REFUSED:]))
        return set(weak[MOST_REFUSED:])

    def _found(self) -> Found:
        return find_paths(self.people, self.ties, self.targets, self.line, MOST_PATHS)

    def _second_step(self, found: Found) -> list[Row]:
        """The ties of those who know the sought: all, or those of the ways that may come among the best."""
        best = self._best_links()
        if len(best) < FEW and self.reader.count_ties(best.keys(), FEW) < FEW:
            return self.reader.ties(best.keys())
        self.is_partly = True
        if len(found.paths) < MOST_PATHS:
            return self._ties_with_strong(best.keys(), self.line)
        last = found.paths[-1]
        if last.score is not None:
            return self._known_rows(best, floor(last.score) + 1, last.score)
        return self._ties_with_strong(best.keys(), last.known) + self._known_rows(best, 1, self.line)

    def _known_rows(self, best: Mapping[int, int | None], least: int, bound: float) -> list[Row]:
        """The ties whose estimate is known and at least so much, of those who know the sought so well."""
        least = max(least, ceil(self.line))
        known = {pk for pk, value in best.items() if value is not None and value >= least}
        return self._ties_with_strong(known, bound, least)

    def _ties_with_strong(self, ids: Collection[int], bound: float, least: int | None = None) -> list[Row]:
        """The ties of these people with such as the owner may be so strong with: read from whichever side is fewer."""
        strong = self.reader.strong(bound, len(ids))
        if strong is None:
            return self.reader.ties(ids, least=least, bound=bound)
        rows = self.reader.ties(strong, least=least)
        return [(one, other, estimate) for other, one, estimate in rows if one in ids]

    def _best_links(self) -> dict[int, int | None]:
        """Those through whom somebody may still lead, and how well they know whom they know best of the sought."""
        best: dict[int, int | None] = {}
        for pair, value in self.ties.items():
            brokers = set(pair) - self.targets
            if value is None or value >= self.line:
                for pk in brokers:
                    known = best.get(pk)
                    best[pk] = known if value is None else max(value, known or 0)
        closed = {pk for pk, person in self.people.items() if person.closed}
        return {pk: value for pk, value in best.items() if pk not in closed}
