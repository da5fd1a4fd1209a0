"""Who can introduce me?"""

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts import clock
from accounts.models import User
from accounts.requests import SignedIn
from contacts.queries import contact_or_404
from domain.introductions.asking import LANGUAGES
from domain.linklanguage import likely_language
from network.forms.introduce import AnswerForm, IntroduceForm, LineForm
from network.queries.introducers import OUTSIDE, Asked, cards_of, introducers
from network.services.introducers import keep_line, note_answer
from ui.htmx import came_from, go

SHOWN = 20


@login_required
@require_GET
def introduce(request: SignedIn) -> HttpResponse:
    return _page(request, request.GET, {})


def _page(request: SignedIn, query: QueryDict, wrong: dict[str, Any]) -> HttpResponse:
    """The page for what `query` asks; `wrong` is an answer of a broker that could not be noted."""
    asks, data = query.keys() - {"language"}, query.copy()
    data.setdefault("line", str(request.user.introducer_line))
    form = IntroduceForm(data if asks else None, owner=request.user)
    context: dict[str, Any] = {"form": form, "languages": LANGUAGES.items(), "query": query, "wrong": wrong}
    asked = form.asked() if asks and form.is_valid() else None
    if asked:
        context |= _answered(request.user, asked, form.line_asked, query.get("language", ""))
        data["to"] = context["answer"].sought.words if asked.is_of_one else ""
    return render(request, "network/introduce.html", context, status=422 if wrong or form.errors else 200)


def _answered(user: User, asked: Asked, line: int, language: str) -> dict[str, Any]:
    today = clock.today(user)
    answer = introducers(user, asked, line, today)
    if language not in LANGUAGES:
        language = likely_language("", asked.place)
    cards = cards_of(user, answer, answer.found.paths[:SHOWN], language, today)
    return {
        "answer": answer,
        "today": today,
        "cards": cards,
        "language": language,
        "line": line,
        "more": answer.found.more_paths + len(answer.found.paths) - len(cards),
    }


@login_required
@require_POST
def introduce_line(request: SignedIn) -> HttpResponseBase:
    form = LineForm(request.POST)
    if form.is_valid():
        keep_line(owner=request.user, line=form.cleaned_data["line"])
        messages.success(request, f"Your line is {request.user.introducer_line} from now on.")
    else:
        messages.error(request, "The line goes from 0 to 10.")
    return go(request, came_from(request, "network:introduce"))


@login_required
@require_POST
def introduce_answer(request: SignedIn, pk: int) -> HttpResponseBase:
    broker, form = contact_or_404(request.user, pk), AnswerForm(request.POST)
    fault = " ".join(str(words) for some in form.errors.values() for words in some)
    there = came_from(request, "network:introduce")
    if not fault:
        told = form.cleaned_data
        target = contact_or_404(request.user, told["to"]) if told["to"] else None
        answer = {"broker": broker, "target": target, "name": told["to_name"], "estimate": told["estimate"]}
        fault = _note(request, answer)
    if fault:
        wrong = {"words": fault, "broker": pk, "to": form.cleaned_data.get("to") or OUTSIDE, "form": form}
        return _page(request, QueryDict(urlsplit(there).query), wrong)
    return go(request, there)


def _note(request: SignedIn, told: dict[str, Any]) -> str:
    """Note it; what is wrong with it otherwise."""
    now = clock.now_for(request.user)
    try:
        tie = note_answer(owner=request.user, now=now, **told)
    except ValueError as error:
        return str(error)
    undo = f"undo:{reverse('contacts:tie_remove', args=[tie.pk])}" if tie.made_at == now else ""
    messages.success(request, f"Noted: {told['broker']} says {told['estimate']} of 10.", extra_tags=undo)
    return ""
