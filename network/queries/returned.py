"""Which requests at rest come back, since something happened with the one who asked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from accounts.models import User
from contacts.models import NameKey
from domain.namekeys import trace_keys
from domain.wording import day_in_words
from interactions.models import Began, Interaction, Kind, Participation
from network.models import Decision, LinkRequest
from network.queries.requests import request_cards
from network.queries.taken import taken_for

State = LinkRequest.State
RESTING = (State.LATER, State.ANSWERED, State.IGNORED, State.DECLINED)
WEIGHED = 200
"""So many of those at rest are looked at by name, the newest decisions first."""
WRITTEN = (Kind.MESSAGE, Kind.EMAIL, Kind.ONLINE, Kind.LETTER)
Happening = tuple[datetime, Interaction]
"""When it was written down, and what it was."""


def returned(user: User, today: date) -> dict[int, str]:
    """Requests at rest about whose senders something was written down since, by id, with what it was in words.

    Of those whom the owner answered; imported links do not count. Nothing is looked up where nothing rests.
    """
    decided = _decided(user)
    if not decided:
        return {}
    news = _news(user, min(one.made_at for one in decided.values()))
    if not news:
        return {}
    who = _senders(user, decided, news)
    found = {}
    for pk, decision in decided.items():
        fresh = [one for one in news.get(who.get(pk, 0), ()) if one[0] > decision.made_at]
        if fresh:
            found[pk] = _words(max(fresh, key=lambda one: one[1].day)[1], today)
    return found


def _decided(user: User) -> dict[int, Decision]:
    """The newest decision on each request at rest, with the request."""
    rows = Decision.objects.owned_by(user).filter(
        undone_at=None, request__incoming=True, request__state__in=RESTING
    )
    found: dict[int, Decision] = {}
    for row in rows.select_related("request").order_by("-made_at", "-pk"):
        found.setdefault(row.request_id, row)
    return found


def _news(user: User, since: datetime) -> dict[int, list[Happening]]:
    """What was written down of each contact since, by contact: a talk, or a message of theirs."""
    rows = (
        Participation.objects.owned_by(user)
        .filter(talked=True, interaction__deleted_at=None, interaction__created_at__gt=since)
        .filter(contact__deleted_at=None)
        .exclude(interaction__kind=Kind.LINKED)
        .select_related("interaction")
    )
    found: defaultdict[int, list[Happening]] = defaultdict(list)
    for row in rows:
        if row.interaction.kind not in WRITTEN or _is_theirs(row.interaction):
            found[row.contact_id].append((row.interaction.created_at, row.interaction))
    return found


def _is_theirs(talk: Interaction) -> bool:
    return talk.began == Began.THEM or bool(talk.both_wrote) or not talk.source


def _senders(user: User, decided: Mapping[int, Decision], news: Iterable[int]) -> dict[int, int]:
    """Whom the senders are taken for, by request: those matched already, else by name among who is in the news."""
    found = {pk: one.request.contact_id for pk, one in decided.items() if one.request.contact_id}
    keys = NameKey.objects.owned_by(user).filter(contact__in=list(news)).values_list("key", flat=True)
    named = set(keys)
    likely = [
        one.request
        for pk, one in decided.items()
        if pk not in found and not named.isdisjoint(trace_keys(one.request.name))
    ]
    return found | _taken(user, likely[:WEIGHED])


def _taken(user: User, requests: Sequence[LinkRequest]) -> dict[int, int]:
    if not requests:
        return {}
    taken = ((card.request.pk, taken_for(card.known)) for card in request_cards(user, requests))
    return {pk: who.contact_id for pk, who in taken if who is not None}


def _words(talk: Interaction, today: date) -> str:
    """Such as "you had a coffee on 3 March", "you heard from them on 3 March"."""
    when = day_in_words(talk.day.toordinal(), today.toordinal())
    if talk.kind in WRITTEN:
        return f"you heard from them on {when}"
    kind = talk.get_kind_display().lower()
    article = "an" if kind[0] in "aeiou" else "a"
    return f"you had {article} {kind} on {when}" if talk.kind != Kind.OTHER else f"you met on {when}"
