"""Everything about up to a dozen people on one screen: the same number of queries however much there is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import Http404

from accounts.models import User
from contacts.models import Contact, Post
from contacts.queries import contact_called, search_contacts, shows_strength
from dashboard.brief.cards import photos_of, posts_of, relations_of
from dashboard.brief.common import common_of
from dashboard.brief.dates import dates_of
from dashboard.brief.favours import favours_of
from dashboard.brief.lately import Lately, exact_day, lately_with
from dashboard.brief.news import news_of
from dashboard.brief.values import Common, Done, Near, Open, PersonBrief, Promise
from dashboard.brief.waiting import waiting_of
from dashboard.standing import health_words
from domain.briefwords import Known, Whose, questions
from domain.favours.balance import Balance
from domain.favours.words import in_words
from interactions.queries.favours import balances_of
from relationships.models import Standing

MOST_PEOPLE = 12
MOST_FOUND = 8


def people_of(user: User, ids: Sequence[int]) -> list[Contact]:
    """These contacts in their order, each once; Http404 when even one of them is not this owner's, or there are more
    than twelve.
    """
    wanted = list(dict.fromkeys(ids))
    rows = Contact.objects.owned_by(user).filter(pk__in=wanted[:MOST_PEOPLE])
    found = {one.pk: one for one in rows.select_related("standing", "met_through").prefetch_related("tags")}
    if len(found) != len(wanted):
        raise Http404
    for contact in found.values():
        contact.owner = user
    return [found[pk] for pk in wanted]


def candidates(user: User, text: str) -> list[Contact]:
    """Who is meant by a name that was typed: the one called so, else the first who are found by it."""
    exact = contact_called(user, text)
    return [exact] if exact else list(search_contacts(user, text)[:MOST_FOUND])


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The parts of all people, each by contact id."""

    lately: Mapping[int, Lately]
    photos: Mapping[int, str]
    posts: Mapping[int, list[Post]]
    relations: Mapping[int, list[str]]
    dates: Mapping[int, list[Near]]
    common: Mapping[int, tuple[list[Common], int]]
    balances: Mapping[int, Balance]
    favours: Mapping[int, list[Done]]
    got: Mapping[int, Done]
    news: Mapping[int, list[str]]
    waiting: Mapping[int, list[Open]]


def briefs_of(
    user: User, people: Collection[Contact], today: date, *, leaves: bool = False
) -> list[PersonBrief]:
    """The brief of each of these people, read with their standings and tags: some twenty queries for all.

    With `leaves` it is for a mail, which holds nothing sensitive, no notes about a person and no side notes.
    """
    if not people:
        return []
    gathered = _gather(user, people, today, leaves)
    return [_with_questions(_brief(user, one, gathered, today), gathered, today) for one in people]


def _gather(user: User, people: Collection[Contact], today: date, leaves: bool) -> _Gathered:
    ids = [one.pk for one in people]
    posts, lately = posts_of(user, ids), lately_with(user, people, leaves=leaves)
    since = {pk: found.talks[0].day if found.talks else None for pk, found in lately.items()}
    favours, got = favours_of(user, ids, leaves=leaves)
    return _Gathered(
        lately=lately,
        photos=photos_of(user, ids),
        posts=posts,
        relations=relations_of(user, ids),
        dates=dates_of(user, people, today),
        common=common_of(user, ids),
        balances=balances_of(user, ids),
        favours=favours,
        got=got,
        news=news_of(user, posts, since, today),
        waiting=waiting_of(user, ids, today),
    )


def _brief(user: User, contact: Contact, found: _Gathered, today: date) -> PersonBrief:
    pk, day = contact.pk, today.toordinal()
    standing: Standing = contact.standing
    common, more = found.common.get(pk, ([], 0))
    return PersonBrief(
        contact=contact,
        photo=found.photos.get(pk, ""),
        strength=standing.strength_on(today) if shows_strength(user, contact) else None,
        health=standing.health_on(today),
        health_words=health_words(standing.state, day, contact.wished_days),
        posts=[str(post) for post in found.posts.get(pk, [])],
        relations=found.relations.get(pk, []),
        tags=[tag.name for tag in contact.tags.all()],
        talks=found.lately[pk].talks,
        promises=found.lately[pk].promises,
        dates=found.dates.get(pk, []),
        common=common,
        more_common=more,
        balance=in_words(found.balances.get(pk, Balance())),
        favours=found.favours.get(pk, []),
        news=found.news.get(pk, []),
        waiting=found.waiting.get(pk, []),
    )


def _with_questions(brief: PersonBrief, found: _Gathered, today: date) -> PersonBrief:
    got = found.got.get(brief.contact.pk)
    last = brief.talks[0] if brief.talks else None
    known = Known(
        today=today,
        dates=tuple((near.words, near.day) for near in brief.dates),
        mine=_promised(brief.promises, Whose.MINE, is_quote=False),
        said=_promised(brief.promises, Whose.MINE, is_quote=True),
        theirs=_promised(brief.promises, Whose.THEIRS, is_quote=True),
        news=tuple(brief.news),
        last=last.note if last else "",
        last_on=exact_day(last) if last else None,
        got=((got.words, got.day),) if got else (),
        waiting=tuple(row.ask for row in brief.waiting if row.ask),
    )
    return replace(brief, asks=questions(known))


def _promised(
    promises: Collection[Promise], whose: Whose, *, is_quote: bool
) -> tuple[tuple[str, date | None], ...]:
    rows = [one for one in promises if one.whose == whose and one.is_quote == is_quote]
    return tuple((one.text, one.day) for one in rows)
