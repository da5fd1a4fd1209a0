"""What stays of guests who are in no book: a trace, so that "do I know…?" can tell where they were seen."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from accounts import bulk
from accounts.models import User
from contacts.models import NAME_LENGTH, NameKey, Trace
from domain.keys import profile_key
from domain.namekeys import trace_keys
from domain.names import fold
from interactions.models import Guest

AT_ONCE = 200
KEY, NETWORK = 300, 20
SEEN = ("first_on", "last_on", "times")


class _Who(NamedTuple):
    """By what somebody is recognised again: a page, else an e-mail address, else a whole name."""

    network: str
    key: str
    name: str


def keep_guest_traces(*, owner: User, guests: Iterable[Guest]) -> None:
    """Let a trace stay of these guests exactly while one who is called so is on the list of a live event, in no book.

    A trace has the days of the first and the last such event, and how many they are. Six queries for each 200.
    """
    rows = list(guests)
    for start in range(0, len(rows), AT_ONCE):
        _keep_some(owner, rows[start : start + AT_ONCE])


def _keep_some(owner: User, rows: Sequence[Guest]) -> None:
    wanted = {who for row in rows if (who := _who(row.name, row.email, row.address)) is not None}
    if not wanted:
        return
    days, called = _on_lists(owner, rows, wanted)
    there = {_of_trace(row): row for row in _traces(owner, wanted)}
    gone = [there[who].pk for who in there if who in wanted and who not in days]
    if gone:
        Trace.objects.owned_by(owner).filter(pk__in=gone).delete()
    told = {who: (min(on), max(on), len(on)) for who, on in days.items()}
    known = [(there[who], days) for who, days in told.items() if who in there]
    changed = [(*days, row.pk) for row, days in known if days != (row.first_on, row.last_on, row.times)]
    bulk.update(Trace, SEEN, changed)
    _insert(
        owner, [(who.network, who.key, called[who], *days) for who, days in told.items() if who not in there]
    )


def _insert(owner: User, new: Sequence[tuple[Any, ...]]) -> None:
    ids = bulk.reserve_ids(Trace, len(new))
    rows = [(pk, *values) for pk, values in zip(ids, new, strict=True)]
    fixed = {"owner_id": owner.pk, "source": Trace.Source.GUEST}
    bulk.insert(Trace, ("id", "network", "key", "name", *SEEN), rows, fixed)
    keys = [(pk, key) for pk, _network, _key, name, *_days in rows for key in sorted(trace_keys(name))]
    bulk.insert(NameKey, ("trace_id", "key"), keys, {"owner_id": owner.pk})


def _on_lists(
    owner: User, rows: Sequence[Guest], wanted: set[_Who]
) -> tuple[dict[_Who, list[date]], dict[_Who, str]]:
    """On which days the wanted are on lists as strangers, and what they are called there last."""
    said = [
        Q(**{f"{name}__in": values})
        for name in ("name", "email", "address")
        if (values := {value for row in rows if (value := getattr(row, name))})
    ]
    alike = said[0]
    for one in said[1:]:
        alike |= one
    found = Guest.objects.owned_by(owner).filter(alike, event__deleted_at=None, contact=None)
    days, called = defaultdict[_Who, list[date]](list), dict[_Who, str]()
    columns = ("name", "email", "address", "event__day")
    for name, email, address, day in found.order_by("event__day", "pk").values_list(*columns):
        who = _who(name, email, address)
        if who in wanted and who is not None:
            days[who].append(day)
            called[who] = name[:NAME_LENGTH]
    return days, called


def _traces(owner: User, wanted: set[_Who]) -> Iterable[Trace]:
    by_key = Q(key__in=[who.key for who in wanted if who.key])
    by_name = Q(key="", name__in=[who.name for who in wanted if not who.key])
    return Trace.objects.owned_by(owner).filter(by_key | by_name, source=Trace.Source.GUEST)


def _of_trace(row: Trace) -> _Who:
    return _Who(row.network, row.key, "" if row.key else row.name)


def _who(name: str, email: str, address: str) -> _Who | None:
    page = profile_key(address) if address else None
    if page is not None:
        return _Who(page.network[:NETWORK], page.slug[:KEY], "")
    if email:
        return _Who("", email[:KEY], "")
    return _Who("", "", name[:NAME_LENGTH]) if len(fold(name).split()) > 1 else None
