"""What the owner says about an introduction: a step, an outcome, a mended plan; and all of it taken back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts import clock
from accounts.requests import SignedIn, id_in
from domain.introductions.steps import Step, done_words, is_written
from network.forms.introductions import ChangeForm, CloseForm, StepForm
from network.models import Introduction
from network.queries.courses import course_of
from network.queries.introductions import (
    gone_introduction_or_404,
    introduction_or_404,
    last_step_of,
    names_of,
    short_names_of,
    way_of,
)
from network.services import introductions as services
from network.views.introductions import show
from ui.htmx import came_from, go


@login_required
@require_POST
def introduction_step(request: SignedIn, pk: int) -> HttpResponseBase:
    row, today = introduction_or_404(request.user, pk), clock.today(request.user)
    form = StepForm(request.POST, today=today)
    if not form.is_valid():
        return show(request, row, step=form, status=422)
    step = Step(form.cleaned_data["kind"])
    try:
        _take(request, row, step, form.cleaned_data)
    except ValueError as error:
        form.add_error(None, str(error))
        return show(request, row, step=form, status=422)
    _tell(request, row, f"Noted: {done_words(way_of(row), step, *short_names_of(row))}.")
    return go(request, "network:introduction", pk)


def _take(request: SignedIn, row: Introduction, step: Step, told: dict[str, Any]) -> None:
    """The words go along with the step that they were written for, not with one that passes it over."""
    is_next = step == course_of(row, told["on"]).next and is_written(way_of(row), step)
    services.take_step(
        introduction=row,
        kind=step.value,
        on=told["on"],
        words=told["words"] if is_next else "",
        now=clock.now_for(request.user),
        ties=told["ties"],
    )


@login_required
@require_POST
def introduction_close(request: SignedIn, pk: int) -> HttpResponseBase:
    row, today = introduction_or_404(request.user, pk), clock.today(request.user)
    form = CloseForm(request.POST, today=today, auto_id="close_%s")
    if not form.is_valid():
        return show(request, row, close=form, status=422)
    told: dict[str, Any] = form.cleaned_data
    try:
        services.close_introduction(introduction=row, now=clock.now_for(request.user), **told)
    except ValueError as error:
        form.add_error(None, str(error))
        return show(request, row, close=form, status=422)
    _tell(request, row, f"Closed: {row.get_outcome_display()}.")
    return go(request, "network:introduction", pk)


def _tell(request: SignedIn, row: Introduction, words: str) -> None:
    undo, last = reverse("network:introduction_undo", args=[row.pk]), last_step_of(row)
    messages.success(request, words, extra_tags=f"undo:{undo}?step={last}")


@login_required
@require_POST
def introduction_undo(request: SignedIn, pk: int) -> HttpResponseBase:
    row = introduction_or_404(request.user, pk)
    names, way, to = short_names_of(row), way_of(row), row.to
    step = id_in(request.GET.get("step", ""))
    undone = services.undo_step(introduction=row, now=clock.now_for(request.user), of=step)
    if undone is None:
        messages.error(request, "There is nothing to take back.")
    elif undone[1]:
        messages.info(request, f"Taken back: {done_words(way, undone[0], *names)}.")
    else:
        messages.info(request, f"Taken back. {to} stays in your book, for you added to the card since.")
    return go(request, came_from(request, reverse("network:introduction", args=[pk])))


@login_required
@require_POST
def introduction_change(request: SignedIn, pk: int) -> HttpResponseBase:
    row, form = introduction_or_404(request.user, pk), ChangeForm(request.POST, auto_id="change_%s")
    if not form.is_valid():
        return show(request, row, change=form, status=422)
    told: dict[str, Any] = form.cleaned_data
    try:
        services.change_introduction(introduction=row, **told)
    except ValueError as error:
        form.add_error(None, str(error))
        return show(request, row, change=form, status=422)
    messages.success(request, "Saved.")
    return go(request, "network:introduction", pk)


@login_required
@require_POST
def introduction_remove(request: SignedIn, pk: int) -> HttpResponseBase:
    row = introduction_or_404(request.user, pk)
    services.remove_introduction(introduction=row, now=clock.now_for(request.user))
    undo = reverse("network:introduction_restore", args=[pk])
    messages.success(request, f"Deleted: the introduction to {names_of(row)[1]}.", extra_tags=f"undo:{undo}")
    return go(request, "network:introductions")


@login_required
@require_POST
def introduction_restore(request: SignedIn, pk: int) -> HttpResponseBase:
    row = gone_introduction_or_404(request.user, pk)
    services.restore_introduction(introduction=row, now=clock.now_for(request.user))
    messages.info(request, f"The introduction to {names_of(row)[1]} is back.")
    return go(request, came_from(request, "network:introductions"))
