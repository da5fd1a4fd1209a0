"""Introductions: the list, and one of them."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.requests import SignedIn
from contacts.models import Contact, State
from domain.introductions.steps import is_written
from domain.introductions.texts import TONES
from domain.introductions.words import LANGUAGES
from network.forms.introductions import ChangeForm, CloseForm, StepForm
from network.models import Introduction
from network.queries.courses import Course, course_of, open_courses
from network.queries.introdrafts import Drafts, drafts_of
from network.queries.introductions import brokers_of, closed_introductions, introduction_or_404, way_of
from network.queries.refusals import unvouched

ROWS_A_PAGE = 50
BROKERS_SHOWN = 10
LANGUAGE_WORDS = {"en": "English", "de": "Deutsch"}
CHOICES = {"tones": TONES, "languages": [(code, LANGUAGE_WORDS[code]) for code in LANGUAGES]}


@login_required
@require_GET
def introductions(request: SignedIn) -> HttpResponse:
    user, today = request.user, clock.today(request.user)
    page = Paginator(closed_introductions(user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "today": today,
        "courses": open_courses(user, today),
        "page": page,
        "closed": [course_of(one, today) for one in page],
        "brokers": brokers_of(user, BROKERS_SHOWN),
    }
    return render(request, "network/introductions.html", context)


@login_required
@require_GET
def introduction(request: SignedIn, pk: int) -> HttpResponse:
    return show(request, introduction_or_404(request.user, pk))


def show(request: SignedIn, row: Introduction, *, status: int = 200, **typed: forms.Form) -> HttpResponse:
    """The page of one introduction, with what was typed into its forms: `step`, `close`, `change`."""
    today = clock.today(request.user)
    course = course_of(row, today)
    drafts, writes = _drafts(request, course)
    words = drafts.main.words if drafts.main and writes else ""
    context = {
        "today": today,
        "course": course,
        "introduction": row,
        "drafts": drafts,
        "writes": writes,
        **_forms(row, words, today),
        **{f"{name}_form": form for name, form in typed.items()},
        "unvouched": unvouched(row),
        "died": next((one for one in (row.broker, row.whom, row.through, row.to) if _is_dead(one)), None),
    }
    return render(request, "network/introduction.html", context | CHOICES, status=status)


def _drafts(request: SignedIn, course: Course) -> tuple[Drafts, bool]:
    """What there is to write, and whether that goes along with the next step."""
    asked = request.POST if request.method == "POST" else request.GET
    drafts = drafts_of(request.user, course, asked.get("tone", ""), asked.get("language", ""))
    way = way_of(course.introduction)
    return drafts, course.next is not None and is_written(way, course.next)


def _planned(row: Introduction) -> dict[str, Any]:
    return {"to_name": row.to_name, "to_company": row.to_company, "why": row.why}


def _forms(row: Introduction, words: str, today: date) -> dict[str, forms.Form]:
    return {
        "step_form": StepForm(initial={"words": words, "on": today, "ties": True}, today=today),
        "close_form": CloseForm(initial={"on": today}, today=today, auto_id="close_%s"),
        "change_form": ChangeForm(initial=_planned(row), auto_id="change_%s"),
    }


def _is_dead(person: Contact | None) -> bool:
    return person is not None and person.state == State.DECEASED
