"""Somebody in a file who may be in the book: the same person, somebody else, or left out."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts import clock
from accounts.models import User
from accounts.requests import SignedIn
from contacts.queries import contact_or_404
from domain.met import SURE
from transfer.models import PossibleMatch
from transfer.queries.faces import face_of_card, faces_of
from transfer.queries.matches import answered_matches, match_or_404, waiting_matches
from transfer.services import Busy
from transfer.services.cards.plain import card_from_plain
from transfer.services.matches import answer_match, undo_answer
from ui.htmx import came_from, go

MATCHES_A_PAGE, SURE_AT_ONCE, ANSWERED_SHOWN, LONGEST_ID = 10, 100, 50, 18
Answer = PossibleMatch.Answer
SAID = {
    Answer.SAME: "{name} in the file is {contact}.",
    Answer.OTHER: "{name} in the file is somebody else, and in your book now.",
    Answer.LEFT_OUT: "{name} is left out.",
}


@login_required
@require_GET
def matches(request: SignedIn) -> HttpResponse:
    waiting = waiting_matches(request.user)
    page = Paginator(waiting, MATCHES_A_PAGE).get_page(request.GET.get("page"))
    rows = _beside(request.user, list(page.object_list))
    sure = waiting.filter(confidence__gte=SURE)[:SURE_AT_ONCE]
    answered = answered_matches(request.user)[:ANSWERED_SHOWN]
    context = {"page": page, "rows": rows, "sure": sure if len(sure) > 1 else (), "answered": answered}
    return render(request, "transfer/matches.html", context)


def _beside(user: User, found: list[PossibleMatch]) -> list[dict[str, Any]]:
    wanted = {pk for match in found for pk in (match.contact_id, *(other for other, _ in match.others))}
    faces = faces_of(user, wanted)
    rows = []
    for match in found:
        told, known = face_of_card(card_from_plain(match.card)), faces[match.contact_id]
        others = [faces[pk] for pk, _ in match.others if pk in faces and pk != match.contact_id]
        row = {"match": match, "told": (told, told.beside(known)), "known": (known, known.beside(told))}
        rows.append(row | {"others": others})
    return rows


def _is_id(text: str) -> bool:
    """Whether a text may be the id of a row; longer numbers fit no column."""
    return text.isdecimal() and len(text) <= LONGEST_ID


@login_required
@require_POST
def answer(request: SignedIn, pk: int) -> HttpResponseBase:
    match = match_or_404(request.user, pk)
    said, picked = request.POST.get("answer", ""), request.POST.get("contact", "")
    if said not in Answer.values or not _is_id(picked or "0"):
        raise Http404
    now, answered, contact = clock.now_for(request.user), Answer(said), match.contact
    if answered == Answer.SAME:
        contact = contact_or_404(request.user, int(picked or contact.pk))
    try:
        answer_match(match=match, answer=answered, contact=contact, now=now)
    except Busy as fault:
        messages.error(request, str(fault))
    else:
        words = SAID[answered].format(name=match.name, contact=contact)
        undo = reverse("transfer:match_undo", args=[pk])
        messages.success(request, words, extra_tags=f"undo:{undo}")
    return go(request, came_from(request, "transfer:matches"))


@login_required
@require_POST
def answer_sure(request: SignedIn) -> HttpResponseBase:
    picked = [int(pk) for pk in request.POST.getlist("pick") if _is_id(pk)][:SURE_AT_ONCE]
    waiting = waiting_matches(request.user).filter(pk__in=picked)
    done, now = 0, clock.now_for(request.user)
    try:
        for match in waiting:
            answer_match(match=match, answer=Answer.SAME, contact=match.contact, now=now)
            done += 1
    except Busy as fault:
        messages.error(request, str(fault))
    messages.success(
        request, f"{done} {'person is' if done == 1 else 'people are'} the same as in your book."
    )
    return go(request, came_from(request, "transfer:matches"))


@login_required
@require_POST
def undo(request: SignedIn, pk: int) -> HttpResponseBase:
    match = match_or_404(request.user, pk)
    try:
        undo_answer(match=match, now=clock.now_for(request.user))
    except Busy as fault:
        messages.error(request, str(fault))
    else:
        messages.info(request, f"{match.name} waits for your answer again.")
    return go(request, came_from(request, "transfer:matches"))
