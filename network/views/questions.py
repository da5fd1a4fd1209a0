"""The questions to those whose requests were accepted."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts import clock
from accounts.requests import SignedIn, id_in
from domain.wording import counted
from network import queries
from network.models import Question
from network.queries.questions import (
    answered_questions,
    question_or_404,
    unanswered_questions,
    waiting_questions,
)
from network.services import questions as services
from network.services import weeding
from ui.htmx import came_from, go

ROWS_A_PAGE = 50
ANSWERED_SHOWN = 50


@login_required
@require_GET
def questions(request: SignedIn) -> HttpResponse:
    user, today = request.user, clock.today(request.user)
    context = {
        "today": today,
        "weeds": unanswered_questions(user, today)[:ROWS_A_PAGE],
        "weeds_count": unanswered_questions(user, today).count(),
        "page": Paginator(waiting_questions(user, today), ROWS_A_PAGE).get_page(request.GET.get("page")),
        "answered": answered_questions(user)[:ANSWERED_SHOWN],
    }
    return render(request, "network/questions.html", context)


@login_required
@require_POST
def answered(request: SignedIn, pk: int) -> HttpResponseBase:
    question = question_or_404(request.user, pk)
    services.say_answered(question=question, now=clock.now_for(request.user))
    undo = reverse("network:question_reopen", args=[pk])
    messages.success(request, f"Answered: {question.contact}.", extra_tags=f"undo:{undo}")
    return go(request, came_from(request, "network:questions"))


@login_required
@require_POST
def reopen(request: SignedIn, pk: int) -> HttpResponseBase:
    question = question_or_404(request.user, pk)
    services.reopen_question(question=question)
    messages.info(request, f"{question.contact} still has to answer.")
    return go(request, came_from(request, "network:questions"))


@login_required
@require_POST
def weed(request: SignedIn) -> HttpResponseBase:
    ids = (id_in(text) for text in request.POST.getlist("pick"))
    picked = [pk for pk in ids if pk is not None][:ROWS_A_PAGE]
    rows = unanswered_questions(request.user, clock.today(request.user)).filter(pk__in=picked)
    found = list(rows.select_related("contact__owner"))

    if not found:
        messages.error(request, "Tick at least one of them.")
    elif request.POST.get("do") == "keep":
        _keep(request, found)
    else:
        _unlink(request, found)
    return go(request, came_from(request, "network:questions"))


def _unlink(request: SignedIn, found: list[Question]) -> None:
    made = weeding.unlink_unanswered(questions=found, now=clock.now_for(request.user))
    undo = reverse("network:weed_undo", args=[made[0].pk])
    words = f"{counted(len(made), 'person is', 'people are')} on the unlink checklist."
    messages.success(request, words[:1].upper() + words[1:], extra_tags=f"undo:{undo}")


def _keep(request: SignedIn, found: list[Question]) -> None:
    count = weeding.keep_unanswered(questions=found, now=clock.now_for(request.user))
    undo = reverse("network:keep_undo", args=[found[0].pk])
    words = f"Keeping {counted(count, 'person', 'people')} without an answer."
    messages.success(request, words, extra_tags=f"undo:{undo}")


@login_required
@require_POST
def weed_undo(request: SignedIn, pk: int) -> HttpResponseBase:
    choice = queries.choice_or_404(request.user, pk)
    count = weeding.undo_unlinking(choice=choice, now=clock.now_for(request.user))
    messages.info(request, f"Taken back: unlink, {counted(count, 'person', 'people')}.")
    return go(request, came_from(request, "network:questions"))


@login_required
@require_POST
def keep_undo(request: SignedIn, pk: int) -> HttpResponseBase:
    count = weeding.undo_keeping(question=question_or_404(request.user, pk))
    messages.info(request, f"Taken back: {counted(count, 'question waits', 'questions wait')} again.")
    return go(request, came_from(request, "network:questions"))
