"""Requests that the owner answered and that wait for the other side; how replies were taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from domain.linkoutcomes import IN_WORDS, Outcome
from network.models import Decision, LinkRequest
from network.queries.requests import request_cards
from network.queries.taken import taken_for

State = LinkRequest.State
LANGUAGES = {"en": "English", "de": "German"}
HOW = ("tone", "language")


def answered_decisions(user: User) -> QuerySet[Decision]:
    """The decision that counts on each request that was answered, or declined with a word, the newest first.

    With the request.
    """
    counting = Decision.objects.owned_by(user).filter(undone_at=None)
    newer = counting.filter(request=OuterRef("request"), pk__gt=OuterRef("pk"))
    waits = Q(request__state=State.ANSWERED) | Q(request__state=State.DECLINED) & ~Q(reply="")
    rows = counting.filter(~Exists(newer), waits)
    found: QuerySet[Decision] = rows.select_related("request").order_by("-made_at", "-pk")
    return found


@dataclass(slots=True)
class Taken:
    """How often a reply was sent, and how it was taken."""

    template: str
    sent: int = 0
    silence: int = 0
    offended: int = 0
    pushy: int = 0
    flirt: int = 0
    answer: int = 0

    @property
    def words(self) -> str:
        """Such as "ask where we met, brief, German"."""
        said, *how = self.template.split(" ")
        known = said in IN_WORDS and len(how) == len(HOW)
        return (
            f"{IN_WORDS[Outcome(said)]}, {how[0]}, {LANGUAGES.get(how[1], how[1])}"
            if known
            else self.template
        )

    @property
    def share(self) -> int:
        """Of a hundred, how many gave a real answer."""
        return round(100 * self.answer / self.sent)


def reply_figures(user: User, today: date) -> list[Taken]:
    """For each template of a reply how it was taken, the most used first; one query."""
    sent = Decision.objects.owned_by(user).filter(undone_at=None).exclude(reply="").exclude(template="")
    found: dict[str, Taken] = {}
    for row in sent.only("template", "reply", "reaction", "made_at").iterator():
        taken = found.setdefault(row.template, Taken(row.template))
        taken.sent += 1
        reaction = row.reaction_on(today)
        if reaction:
            setattr(taken, reaction, getattr(taken, reaction) + 1)
    return sorted(found.values(), key=lambda one: (-one.sent, one.template))


def met_since(user: User, words: Mapping[int, str]) -> list[tuple[LinkRequest, str, int | None]]:
    """The declined requests with these ids, why they may be invited now, and for which contact each is taken."""
    if not words:
        return []
    rows = LinkRequest.objects.owned_by(user).filter(pk__in=words).order_by("-sent_at", "-pk")
    cards = [(card.request, taken_for(card.known)) for card in request_cards(user, rows)]
    return [(row, words[row.pk], who.contact_id if who else None) for row, who in cards]
