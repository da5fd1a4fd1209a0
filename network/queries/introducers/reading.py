"""What ways are made of, read from a large book: who knows whom, and how the owner stands with those who occur."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from accounts.models import User
from contacts.models import Contact, State, Tie
from domain.introductions.paths import Person
from domain.partial import is_past
from network.models import Introduction, Link, Network, UnlinkTask
from network.queries.introductions import asks_of
from network.queries.links import unlink_memories
from relationships.models import TOP, Standing
from relationships.queries.band import READ, read_key

ASKED_DAYS = 365
"""For how long having asked somebody counts."""
RATED = READ.index("rating_day")
OPEN = frozenset(State.values) - {State.DECEASED, State.ARCHIVED}
Row = tuple[int, int, int | None]
"""Two contacts, the one asked for first, and how well they know each other."""


@dataclass
class Reader:
    """Reads one owner's book on a day. `hidden` collects those whose strength is not to be shown."""

    user: User
    today: date
    hidden: set[int] = field(default_factory=set)

    def people(self, ids: Collection[int], bound: float | None = None) -> dict[int, Person]:
        """The live ones of these contacts, by id; with `bound`, only those who may be as strong. One query."""
        if not ids:
            return {}
        rows = Contact.objects.owned_by(self.user).filter(pk__in=_listed(ids)).order_by()
        if bound is not None:
            rows = rows.filter(self._may_be(bound, "standing__"))
        columns = [f"standing__{name}" for name in READ]
        return {
            row[0]: self._person(row)
            for row in rows.values_list(
                "pk", "display", "state", "hides_strength", "standing__last_on", *columns
            )
        }

    def bounds(self, ids: Collection[int]) -> dict[int, float]:
        """The live ones of these contacts, with what their strength is at most on the day. One query."""
        rows = Contact.objects.owned_by(self.user).filter(pk__in=_listed(ids)).order_by()
        columns = ("pk", "standing__bound", "standing__anchored_on")
        return {
            pk: bound or 0.0 if anchored_on is None or anchored_on <= self.day else TOP
            for pk, bound, anchored_on in rows.values_list(*columns)
        }

    def strong(self, bound: float, most: int) -> set[int] | None:
        """Whoever may be as strong as that; None if they are more than so many. One query over an index."""
        rows = Standing.objects.owned_by(self.user).filter(self._may_be(bound, "")).order_by()
        found = set(rows.values_list("pk", flat=True)[: most + 1])
        return found if len(found) <= most else None

    def _person(self, row: tuple[Any, ...]) -> Person:
        pk, name, state, hides, last_on, *columns = row
        if hides or self.hides_all:
            self.hidden.add(pk)
        return Person(
            name,
            pk,
            read_key(columns, self.day, 1)[0],
            last_on is not None or columns[RATED] is not None,
            last_on or 0,
            self.asked.get(pk, 0),
            "" if state in OPEN and pk not in self.unlinked else self._closed(pk, name, state),
            state == State.DECEASED,
        )

    def _closed(self, pk: int, name: str, state: str) -> str:
        if state == State.DECEASED:
            return f"{name} has died."
        if state == State.ARCHIVED:
            return f"You archived {name}."
        told = self.unlinked[pk].replace("unlinked", f"unlinked {name}", 1)
        return f"You {told or f'are about to unlink {name}'}."

    @cached_property
    def day(self) -> int:
        return self.today.toordinal()

    @cached_property
    def hides_all(self) -> bool:
        return not self.user.shows_strength

    @cached_property
    def asked(self) -> dict[int, int]:
        """How often the owner asked each broker in the last year, by contact."""
        brokers = Introduction.objects.owned_by(self.user).filter(broker__isnull=False).order_by()
        ids = set(brokers.values_list("broker", flat=True))
        since = self.today - timedelta(days=ASKED_DAYS)
        return {pk: one.count for pk, one in asks_of(self.user, ids, since).items()} if ids else {}

    @cached_property
    def unlinked(self) -> dict[int, str]:
        """Whom the owner unlinked and is not linked with otherwise, or is about to unlink: what is remembered."""
        links = Link.objects.owned_by(self.user)
        active = links.filter(contact=OuterRef("contact"), until=None)
        ended = links.filter(network__in=Network.values, until__isnull=False).exclude(Exists(active))
        told = (
            unlink_memories(self.user, gone) if (gone := set(ended.values_list("contact", flat=True))) else {}
        )
        tasks = UnlinkTask.objects.owned_by(self.user).filter(
            kind=UnlinkTask.Kind.UNLINK, done_at=None, link__until=None
        )
        return dict.fromkeys(tasks.values_list("link__contact", flat=True), "") | told

    def count_ties(self, ids: Collection[int], most: int) -> int:
        """How many ties these contacts have, counted up to so many on either side: two queries over an index."""
        rows, listed = Tie.objects.owned_by(self.user).order_by(), _listed(ids)
        return sum(
            rows.filter(**{f"{side}__in": listed}).values("one", "other")[:most].count()
            for side in ("one", "other")
        )

    def ties(self, ids: Collection[int], least: int | None = None, bound: float | None = None) -> list[Row]:
        """The ties of these contacts, from both sides: two queries.

        With `least`, only those with such an estimate at least; with `bound`, only to people who may be as strong.
        """
        found: list[Row] = []
        if not ids:
            return found
        for mine, theirs in (("one", "other"), ("other", "one")):
            rows = Tie.objects.owned_by(self.user).filter(**{f"{mine}__in": _listed(ids)})
            found += self._rows(self._limited(rows, theirs, least, bound), mine, theirs)
        return found

    def _limited(
        self, rows: "QuerySet[Tie]", theirs: str, least: int | None, bound: float | None
    ) -> "QuerySet[Tie]":
        if least is not None:
            rows = rows.filter(estimate__gte=least)
        if bound is None:
            return rows
        return rows.filter(self._may_be(bound, f"{theirs}__standing__"))

    def _may_be(self, bound: float, prefix: str) -> Q:
        """Of those whose strength may be so much: what bounds it holds from the day of the anchor on."""
        return Q(**{f"{prefix}bound__gte": bound}) | Q(**{f"{prefix}anchored_on__gt": self.day})

    def _rows(self, rows: "QuerySet[Tie]", mine: str, theirs: str) -> Iterator[Row]:
        for one, other, estimate, until in rows.order_by().values_list(
            f"{mine}_id", f"{theirs}_id", "estimate", "until"
        ):
            if not is_past(until, self.today):
                yield one, other, estimate


def _listed(ids: Collection[int]) -> RawSQL:
    """These ids as one value of a statement: a value each costs more than the statement itself."""
    lists = {
        "sqlite": "SELECT value FROM json_each(%s)",
        "postgresql": "SELECT json_array_elements_text(%s::json)::bigint",
    }
    return RawSQL(lists[connection.vendor], [json.dumps(sorted(ids))])  # noqa: S611  # fixed texts, the ids are a value
