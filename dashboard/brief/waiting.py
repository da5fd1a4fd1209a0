"""What waits for an answer between the owner and them: requests, questions, introductions."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Q

from accounts.models import User
from dashboard.brief.values import Open
from domain.digestwords import one_line
from domain.wording import day_in_words
from network.models import Introduction, LinkRequest, Question
from network.queries.introductions import introductions_of
from network.queries.questions import questions

WORDS_LENGTH = 160
MOST_WAITING = 60
Waiting = LinkRequest.State


def waiting_of(user: User, ids: Collection[int], today: date) -> dict[int, list[Open]]:
    """Open requests, questions and introductions with each: three queries."""
    found: dict[int, list[Open]] = defaultdict(list)
    for pk, row in [*_requests(user, ids), *_questions(user, ids, today), *_introductions(user, ids)]:
        found[pk].append(row)
    return found


def _requests(user: User, ids: Collection[int]) -> list[tuple[int, Open]]:
    rows = LinkRequest.objects.owned_by(user).filter(
        contact__in=ids, state__in=[Waiting.OPEN, Waiting.LATER, Waiting.ANSWERED]
    )
    return [(row.contact_id or 0, _request(row)) for row in rows.order_by("-sent_at", "-pk")[:MOST_WAITING]]


def _request(row: LinkRequest) -> Open:
    where = row.get_network_display()
    if not row.incoming:
        return Open(f"You asked to be linked on {where}", "", "network:request_card", row.pk)
    if row.state == Waiting.ANSWERED:
        return Open(f"You answered their request on {where}", "", "network:request_card", row.pk)
    words = f"They asked to be linked on {where}"
    return Open(words, f"{words}. What will you say?", "network:request_card", row.pk)


def _questions(user: User, ids: Collection[int], today: date) -> list[tuple[int, Open]]:
    rows = questions(user).filter(contact__in=ids, answered_on=None, closed_at=None, heard_on=None)
    return [(row.contact_id, _question(row, today)) for row in rows.order_by("due_on", "pk")[:MOST_WAITING]]


def _question(row: Question, today: date) -> Open:
    asked = day_in_words(row.asked_on.toordinal(), today.toordinal())
    words = f"You asked on {asked}: “{one_line(row.text, WORDS_LENGTH)}”"
    return Open(words, f"{words} They have not answered yet.", "network:questions", 0)


def _introductions(user: User, ids: Collection[int]) -> list[tuple[int, Open]]:
    of_them = Q(broker__in=ids) | Q(whom__in=ids) | Q(to__in=ids)
    rows = introductions_of(user).filter(of_them, outcome="").prefetch_related(None)
    return [
        (pk, _introduction(row, pk))
        for row in rows.order_by("-made_at", "-pk")[:MOST_WAITING]
        for pk in {row.broker_id, row.whom_id, row.to_id} & set(ids)
        if pk is not None
    ]


def _introduction(row: Introduction, pk: int) -> Open:
    """How it is told to each of those who have a part in it."""
    to = one_line(row.to_name, WORDS_LENGTH)
    if row.broker and pk == row.broker_id:
        words, ask = f"They may introduce you to {to}", f"They may introduce you to {to}: how far is it?"
    elif row.broker:
        words, ask = f"{row.broker.display} may introduce you", ""
    elif pk == row.whom_id:
        words, ask = f"You may introduce them to {to}", f"You may introduce them to {to}: how far is it?"
    else:
        words, ask = f"You may introduce {row.whom.display if row.whom else 'somebody'} to them", ""
    return Open(words, ask, "network:introduction", row.pk)
