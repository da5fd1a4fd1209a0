"""Whom each of them knows of the book beside the owner."""

from collections import defaultdict
from collections.abc import Collection
from operator import itemgetter

from django.db.models import F

from accounts.models import User
from contacts.models import Contact, Tie
from dashboard.brief.values import Common
from domain.ties import TieKind, role_in

MOST_COMMON = 6
MOST_READ = 5_000


def common_of(user: User, ids: Collection[int]) -> dict[int, tuple[list[Common], int]]:
    """Whom each knows of the book, those who know them best first, and how many are not named: three queries.

    Those of `ids` are left out: they are told of by `ties_among`.
    """
    roles = _roles(user, ids)
    shown = {pk: list(known)[:MOST_COMMON] for pk, known in roles.items()}
    people = Contact.objects.owned_by(user).in_bulk({other for others in shown.values() for other in others})
    return {
        pk: (
            [Common(people[other], roles[pk][other]) for other in others if other in people],
            len(roles[pk]) - len(others),
        )
        for pk, others in shown.items()
    }


def _roles(user: User, ids: Collection[int]) -> dict[int, dict[int, str]]:
    """Of each, what everybody else whom they know is to them, those who know them best first.

    The sides of ties are asked for one by one: each has its index, and both at once would have none.
    """
    ties = Tie.objects.owned_by(user).filter(one__deleted_at=None, other__deleted_at=None)
    known: list[tuple[int, bool, int, int, str]] = []
    for here, there in (("one", "other"), ("other", "one")):
        rows = ties.filter(**{f"{here}__in": ids}).exclude(**{f"{there}__in": ids})
        rows = rows.order_by(F("estimate").desc(nulls_last=True), "pk")
        told = rows.values_list("estimate", f"{here}_id", f"{there}_id", "kind", "until")
        for estimate, person, other, kind, until in told[:MOST_READ]:
            words = _role(kind, until, of_one=there == "one")
            known.append((-(estimate or 0), not words, person, other, words))
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for _estimate, _is_plain, person, other, words in sorted(known, key=itemgetter(0, 1)):
        found[person][other] = found[person].get(other) or words
    return found


def _role(kind: str, until: str, *, of_one: bool) -> str:
    """What the other one is to them: "manager", and nothing where they only know each other."""
    role = role_in(kind, of_one=of_one)
    if role == TieKind.KNOWS:
        return ""
    return f"former {role}" if until else role
