"""Whom to compare with somebody who is sought: a few ids out of a large book, found by indexes."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_

from django.db.models import Count, Q
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from accounts.models import User
from contacts.models import Identity, NameKey, SearchText, Spelling, Trace
from domain.fullnames import FullName
from domain.keys import HOSTS, handle_key
from domain.met import identities_of
from domain.namekeys import sought_keys
from domain.names import Rank
from domain.organisations import bare_words
from domain.search import search_words
from domain.shortnames import other_forms
from domain.sought import Sought
from domain.tellingwords import telling_words
from interactions.models import Participation

NETWORKS = ("", "web", "mastodon", *sorted(set(HOSTS.values())))
TOO_COMMON, SURE_AT_MOST, LIKELY_AT_MOST = 400, 40, 24
"""A key that more people share tells nothing; how many of the exact hits and of the like names are compared."""


@dataclass(slots=True)
class Likely:
    """The ids to compare with one who is sought: contacts hit exactly, contacts of a like name, traces."""

    sure: dict[int, None] = field(default_factory=dict)
    like: set[int] = field(default_factory=set)
    traces: set[int] = field(default_factory=set)

    @property
    def contacts(self) -> set[int]:
        return {*list(self.sure)[:SURE_AT_MOST], *self.like}

    def hit(self, contact_id: int) -> None:
        self.sure.setdefault(contact_id)


def likely(user: User, asked: Sequence[Sought]) -> list[Likely]:
    """For each one sought, in their order, whom to compare: at most six queries, and two for each place or company."""
    found = [Likely() for _ in asked]
    _by_identity(user, asked, found)
    _by_spelling(user, asked, found)
    _by_key(user, asked, found)
    for sought, one in zip(asked, found, strict=True):
        _by_words(user, sought, one)
    return found


def _by_identity(user: User, asked: Sequence[Sought], found: Sequence[Likely]) -> None:
    wanted: dict[str, set[int]] = defaultdict(set)
    for at, sought in enumerate(asked):
        handle = handle_key(sought.handle)
        for key in [key for *_, key in identities_of(sought)] + ([handle] if handle else []):
            wanted[key].add(at)
    if not wanted:
        return
    rows = Identity.objects.owned_by(user).filter(
        kind__in=Identity.Kind.values, network__in=NETWORKS, key__in=wanted
    )
    for key, contact_id in rows.values_list("key", "contact_id"):
        for at in wanted[key]:
            found[at].hit(contact_id)
    traces = Trace.objects.owned_by(user).filter(
        source__in=Trace.Source.values, network__in=NETWORKS, key__in=wanted
    )
    for key, trace_id in traces.values_list("key", "pk"):
        for at in wanted[key]:
            found[at].traces.add(trace_id)


def _by_spelling(user: User, asked: Sequence[Sought], found: Sequence[Likely]) -> None:
    wanted: dict[str, set[int]] = defaultdict(set)
    for at, sought in enumerate(asked):
        for name in sought.names:
            for text in _exact(name):
                wanted[text].add(at)
    if not wanted:
        return
    rows = Spelling.objects.owned_by(user).filter(text__in=wanted).order_by("rank")
    for text, contact_id in rows.values_list("text", "contact_id")[: TOO_COMMON * len(asked)]:
        for at in wanted[text]:
            found[at].hit(contact_id)


def _exact(name: FullName) -> Collection[str]:
    if not name.is_whole:
        return {
            *name.words,
            " ".join(name.words),
            *(form for word in name.words[:1] for form in other_forms(word)),
        }
    return (" ".join(name.words), " ".join(name.swapped.words))


def _by_key(user: User, asked: Sequence[Sought], found: Sequence[Likely]) -> None:
    wanted: dict[str, set[int]] = defaultdict(set)
    for at, sought in enumerate(asked):
        for key in sought_keys(sought.names):
            wanted[key].add(at)
    if not wanted:
        return
    keys = NameKey.objects.owned_by(user).filter(key__in=wanted)
    telling = keys.order_by().values("key").annotate(bearers=Count("pk")).filter(bearers__lte=TOO_COMMON)
    for key, contact_id, trace_id in keys.filter(key__in=telling.values("key")).values_list(
        "key", "contact_id", "trace_id"
    ):
        for at in wanted[key]:
            if trace_id:
                found[at].traces.add(trace_id)
            else:
                found[at].like.add(contact_id)
    _keep_nearest(user, asked, found)


def _keep_nearest(user: User, asked: Sequence[Sought], found: Sequence[Likely]) -> None:
    """Of many like names only the nearest, by the spelling of the whole name."""
    many = {contact_id for one in found if len(one.like) > LIKELY_AT_MOST for contact_id in one.like}
    if not many:
        return
    rows = Spelling.objects.owned_by(user).filter(contact__in=many, rank__lte=Rank.ALIAS)
    texts: dict[int, list[str]] = defaultdict(list)
    for contact_id, text in rows.values_list("contact_id", "text"):
        texts[contact_id].append(text)
    for sought, one in zip(asked, found, strict=True):
        if len(one.like) > LIKELY_AT_MOST:
            one.like = _nearest(sought, {pk: texts[pk] for pk in one.like})


def _nearest(sought: Sought, texts: Mapping[int, Sequence[str]]) -> set[int]:
    flat = [(contact_id, text) for contact_id, some in texts.items() for text in some]
    choices = [text for _contact_id, text in flat]
    near: dict[int, float] = {}
    for name in sought.names[:2]:
        for form in (name.given[0], *sorted(other_forms(name.given[0]))[:8]):
            wanted = " ".join((form, *name.given[1:], *name.family))
            hits = process.extract(wanted, choices, scorer=JaroWinkler.similarity, limit=2 * LIKELY_AT_MOST)
            for _text, score, at in hits:
                near[flat[at][0]] = max(near.get(flat[at][0], 0.0), score)
    return set(sorted(near, key=lambda pk: -near[pk])[:LIKELY_AT_MOST])


def _by_words(user: User, sought: Sought, one: Likely) -> None:
    """By company and place: of those with that first name, who may be called otherwise now, or of all."""
    said = [words for text in (sought.company, sought.school, sought.place) if (words := bare_words(text))]
    hits = SearchText.objects.owned_by(user).filter(contact__deleted_at=None)
    if sought.names and said:
        called = Spelling.objects.owned_by(user).filter(text__in={name.words[0] for name in sought.names})
        hits = hits.filter(reduce(or_, map(_mentions, said)), contact__in=called.values("contact"))
    elif said:
        hits = hits.filter(reduce(and_, map(_mentions, said)))
    if said:
        for contact_id in hits.values_list("contact_id", flat=True)[:SURE_AT_MOST]:
            one.hit(contact_id)
    if not sought.names:
        _by_talks(user, sought, one)


def _mentions(words: Collection[str]) -> Q:
    return reduce(and_, (Q(words__contains=word) for word in sorted(words)))


def _by_talks(user: User, sought: Sought, one: Likely) -> None:
    """Who was there when something was noted that holds the place, or all of the telling words of the note."""
    words = sorted(telling_words(sought.note), key=len)[-3:] or search_words(sought.place).split()
    talks = Participation.objects.owned_by(user).filter(interaction__deleted_at=None)
    for word in words:
        talks = talks.filter(interaction__words__contains=word)
    if words:
        for contact_id in talks.values_list("contact_id", flat=True).distinct()[:SURE_AT_MOST]:
            one.hit(contact_id)
