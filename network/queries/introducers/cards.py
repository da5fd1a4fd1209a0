"""The ways as cards: how fresh the one to be asked is, how often they were asked, what was given, and what to write."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.http import urlencode

from accounts.models import User
from contacts.models import Contact, Vouch
from domain.favours.balance import Balance
from domain.favours.words import times
from domain.health import Health
from domain.introductions.asking import Draft, compose_draft, gave_words, last_talk_words
from domain.introductions.paths import Path
from domain.introductions.pathwords import figure, strength_words, weakest_of
from domain.wording import counted, day_in_words
from interactions.models import Favour, Interaction
from interactions.queries import balances_of, last_talks
from network.queries.introducers.reading import ASKED_DAYS
from network.queries.introducers.ways import Answer
from network.queries.introducers.whom import OUTSIDE
from network.queries.introductions import Asked, asks_of
from network.queries.policies import about_me


@dataclass(frozen=True, slots=True)
class Card:
    """One way: whom to ask first, over whom, to whom, why, and in which words.

    `first` is the one the way begins with: the broker, or who is sought where nobody is needed between.
    """

    path: Path
    reason: str
    weakest: str
    score: str
    first: Contact | None
    health: Health | None
    strength: float | None
    notes: Sequence[str]
    draft: str

    company: str = ""

    @property
    def broker(self) -> Contact | None:
        """Whom to ask; nobody where the owner knows the sought well enough."""
        return self.first if self.path.brokers else None

    @property
    def query(self) -> str:
        """What a new introduction on this way is begun with, as the query of its address."""
        first, *between, target = self.path.people
        said: dict[str, Any] = {"broker": first.ref}
        if between:
            said["through"] = between[0].ref
        said |= {"to": target.ref} if self.is_in_book else {"to_name": target.name}
        return urlencode(said | ({"company": self.company} if self.company else {}))

    @property
    def is_in_book(self) -> bool:
        """Whether the one who is sought is in the book."""
        return self.path.target.ref != OUTSIDE

    @property
    def is_asked_for(self) -> bool:
        """Whether the broker's own answer, how well they know the target, is missing."""
        return len(self.path.people) == 2 and self.path.values[1] is None


@dataclass(frozen=True, slots=True)
class _Known:
    """What the cards tell of those who may be asked, by contact."""

    people: Mapping[int, Contact]
    talks: Mapping[int, Interaction]
    asked: Mapping[int, Asked]
    balances: Mapping[int, Balance]
    gave: Mapping[int, str]
    my_name: str


def cards_of(user: User, answer: Answer, paths: Sequence[Path], language: str, today: date) -> list[Card]:
    """These ways as cards, in their order: six queries, however many they are."""
    known = _known(user, {path.people[0].ref for path in paths}, today)
    return [_card(answer, path, known, language, today) for path in paths]


def _known(user: User, ids: Iterable[int], today: date) -> _Known:
    ids = list(ids)
    people = Contact.objects.owned_by(user).filter(pk__in=ids).select_related("standing")
    gave = (
        Favour.objects.owned_by(user)
        .filter(contact__in=ids, gave=True)
        .exclude(interaction__sensitive=True)
        .order_by("on", "pk")
    )
    return _Known(
        {one.pk: one for one in people},
        last_talks(user, ids),
        asks_of(user, ids, today - timedelta(days=ASKED_DAYS)),
        balances_of(user, ids),
        dict(gave.values_list("contact", "text")),
        about_me(user).name,
    )


def _card(answer: Answer, path: Path, known: _Known, language: str, today: date) -> Card:
    first = known.people.get(path.people[0].ref)
    broker = first if path.brokers else None
    is_hidden = path.people[0].ref in answer.hidden
    return Card(
        path,
        answer.reason(path),
        weakest_of(path),
        _score(path, answer.line, is_hidden and path.weakest == 0),
        first,
        first.standing.health_on(today) if first else None,
        None if is_hidden else path.people[0].strength,
        tuple(_notes(broker, known, today)) if broker else (),
        _draft(path, broker, known, language) if broker else "",
        answer.company,
    )


def _score(path: Path, line: float, is_hidden: bool) -> str:
    if path.score is None:
        return "ask"
    return strength_words(path.score, line) if is_hidden else figure(path.score)


def _notes(broker: Contact, known: _Known, today: date) -> Iterable[str]:
    asked = known.asked.get(broker.pk)
    if asked:
        last = day_in_words(asked.last_on.toordinal(), today.toordinal())
        yield f"Asked {times(asked.count)} in the last year, last on {last}."
    else:
        yield "Not asked in the last year."
    balance = known.balances.get(broker.pk, Balance())
    if balance.gave_times or balance.got_times:
        gave, got = counted(balance.gave_times, "favour"), counted(balance.got_times, "favour")
        yield f"You gave them {gave} and got {got}."
    if broker.vouches == Vouch.YES:
        yield "They would vouch for you."
    if broker.vouch == Vouch.YES:
        yield "You would vouch for them."


def _draft(path: Path, broker: Contact, known: _Known, language: str) -> str:
    talk, target = known.talks.get(broker.pk), path.target.name
    values = {
        "first_name": broker.given or broker.display,
        "target": target,
        "target_first": target.split()[0] if target.split() else target,
        "my_name": known.my_name,
        "last_talk": last_talk_words(talk.kind, talk.day, language) if talk and not talk.sensitive else "",
        "gave": gave_words(known.gave.get(broker.pk, ""), language),
    }
    if len(path.people) == 2:
        return compose_draft(Draft.HOW_WELL if path.score is None else Draft.ASK, language, values)
    through = path.people[1].name
    return compose_draft(
        Draft.THROUGH, language, values | {"through": through, "through_first": through.split()[0]}
    )
