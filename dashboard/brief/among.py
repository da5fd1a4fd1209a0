"""Who of several knows whom."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from accounts.models import User
from contacts.models import Contact, Tie
from domain.briefwords import pair_words
from domain.ties import TieKind

MOST_TIES = 12


def ties_among(user: User, people: Collection[Contact]) -> list[str]:
    """Who of these people knows whom, in words; a pair that is more than acquainted is not told as acquainted."""
    names = {one.pk: one.display for one in people}
    if len(names) < 2:
        return []
    rows = Tie.objects.owned_by(user).filter(one__in=names, other__in=names).order_by("pk")
    pairs: dict[frozenset[int], list[Tie]] = defaultdict(list)
    for tie in rows:
        pairs[frozenset((tie.one_id, tie.other_id))].append(tie)
    return [words for ties in pairs.values() for words in _pair(ties, names)][:MOST_TIES]


def _pair(ties: Iterable[Tie], names: dict[int, str]) -> list[str]:
    told = [tie for tie in ties if tie.kind != TieKind.KNOWS] or list(ties)
    return [
        pair_words(names[tie.one_id], names[tie.other_id], tie.kind, is_over=bool(tie.until)) for tie in told
    ]
