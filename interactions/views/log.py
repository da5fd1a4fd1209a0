"""Logging in one line, and mending what was logged."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts import clock
from accounts.requests import SignedIn, id_in
from contacts.queries import contact_or_404
from domain.quicklog import Entry
from interactions.forms import InteractionForm, LineForm
from interactions.models import Attendee, Interaction, Kind
from interactions.queries import favours_of_talk, gone_interaction_or_404, interaction_or_404, read_line
from interactions.services import (
    LoggedLine,
    change_interaction,
    log_interaction,
    log_line,
    remove_interaction,
    restore_interaction,
)
from interactions.services.planning import plan_line
from ui.htmx import answer, came_from, go, wants_fragment

LOGGED = "interaction-logged"
"""The event on which panels refetch what they show."""
EXAMPLE = "coffee with Ada and Carl yesterday at Kaffa 45m – the engine is late !ask about the notes in 3w"


@login_required
@require_http_methods(["GET", "POST"])
def log(request: SignedIn) -> HttpResponseBase:
    """The reference view: works as a plain form; htmx swaps the same fragment."""
    if request.method == "GET":
        return render(request, "interactions/log.html", _blank(request))
    form = LineForm(request.POST)
    now = clock.now_for(request.user)

    if not form.is_valid():
        return _ask(request, form, None, status=422)
    said = {"picks": form.picks(), "create": form.create(), **form.cleaned_data}
    try:
        logged = log_line(owner=request.user, now=now, **said)
    except ValueError as error:
        form.add_error("line", str(error))
        return _ask(request, form, None, status=422)
    if not logged.is_saved:
        return _ask(request, form, logged, status=422)

    _tell_line(request, logged)
    return _done(request)


@login_required
@require_POST
def plan(request: SignedIn) -> HttpResponseBase:
    """Plan what a line says for a day to come, which `log` refuses."""
    form = LineForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, None, status=422)
    said = {"picks": form.picks(), "create": form.create(), **form.cleaned_data}
    try:
        planned = plan_line(owner=request.user, now=clock.now_for(request.user), **said)
    except ValueError as error:
        form.add_error("line", str(error))
        return _ask(request, form, None, status=422)
    if isinstance(planned, LoggedLine):
        return _ask(request, form, planned, status=422)

    undo = reverse("network:event_remove", args=[planned.pk])
    words = f"Planned: {planned.name}, {planned.day:%A}, {planned.day.day} {planned.day:%B}."
    messages.success(request, words, extra_tags=f"undo:{undo}")
    return _done(request)


def _done(request: HttpRequest) -> HttpResponseBase:
    if wants_fragment(request):
        context = {"form": LineForm(), "card": request.POST.get("card")}
        return answer(request, "", "interactions/_log_form.html", context, events=[LOGGED])
    return redirect(came_from(request, "dashboard:today"))


def _blank(request: SignedIn) -> dict[str, Any]:
    line = ""
    pk = id_in(request.GET.get("with", ""))
    if pk is not None:
        line = f"coffee with {contact_or_404(request.user, pk).display} today"
    return {"form": LineForm(initial={"line": line}), "example": EXAMPLE, "next": request.GET.get("next", "")}


def _ask(request: SignedIn, form: LineForm, logged: LoggedLine | None, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "logged": logged,
        "entry": logged.entry if logged else None,
        "example": EXAMPLE,
        "next": request.POST.get("next", ""),
        "card": request.POST.get("card"),
        "today": clock.today(request.user),
    }
    return answer(request, "interactions/log.html", "interactions/_log_form.html", context, status=status)


def _tell_line(request: HttpRequest, logged: LoggedLine) -> None:
    names = [contact.display for contact in logged.contacts]
    if logged.interaction:
        _tell_logged(request, logged.interaction, names)
        return
    gave = " and ".join(dict.fromkeys("gave" if favour.gave else "got" for favour in logged.favours))
    undo = reverse("network:favour_untell", args=[logged.favours[0].pk])
    undo += f"?follow_up={logged.follow_up.pk}" if logged.follow_up else ""
    messages.success(request, f"Kept: what you {gave}, {_who(names)}.", extra_tags=f"undo:{undo}")


def _who(names: list[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _tell_logged(request: HttpRequest, interaction: Interaction, names: list[str]) -> None:
    undo = reverse("interactions:remove", args=[interaction.pk])
    kind = interaction.get_kind_display().lower()
    messages.success(request, f"Logged: {kind} with {_who(names)}.", extra_tags=f"undo:{undo}")


@login_required
@require_POST
def preview(request: SignedIn) -> HttpResponse:
    """What a line is understood as, in chips. Saves nothing."""
    line = request.POST.get("line", "")
    entry = None
    if line.strip():
        entry = read_line(request.user, line, clock.now_for(request.user))
    return render(
        request, "interactions/_understood.html", {"entry": entry, "today": clock.today(request.user)}
    )


@login_required
@require_POST
def call(request: SignedIn, pk: int) -> HttpResponseBase:
    contact = contact_or_404(request.user, pk)
    now = clock.now_for(request.user)

    entry = Entry(kind="call", day=now.date())
    interaction = log_interaction(owner=request.user, attendees=[Attendee(contact)], entry=entry, now=now)

    _tell_logged(request, interaction, [contact.display])
    return go(request, came_from(request, "dashboard:people"))


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int) -> HttpResponseBase:
    interaction = interaction_or_404(request.user, pk)
    now = clock.now_for(request.user)
    form = InteractionForm(request.POST or None, instance=interaction, owner=request.user, now=now)

    if request.method == "POST" and form.is_valid():
        kept = interaction_or_404(request.user, pk)
        change_interaction(interaction=kept, attendees=form.attendees(), entry=form.entry(), now=now)
        messages.success(request, "Saved.")
        return go(request, came_from(request, "dashboard:today"))

    people = interaction.participations.select_related("contact").order_by("pk")
    back = request.POST.get("next") or request.GET.get("next", "")
    told = favours_of_talk(interaction)
    context = {"form": form, "interaction": interaction, "people": people, "favours": told, "next": back}
    context["today"] = now.date()
    return render(request, "interactions/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def remove(request: SignedIn, pk: int) -> HttpResponseBase:
    interaction = interaction_or_404(request.user, pk)
    remove_interaction(interaction=interaction, now=clock.now_for(request.user))
    undo = reverse("interactions:restore", args=[pk])
    messages.success(
        request, f"Deleted: {interaction.get_kind_display().lower()}.", extra_tags=f"undo:{undo}"
    )
    return go(request, came_from(request, "dashboard:today"))


@login_required
@require_POST
def restore(request: SignedIn, pk: int) -> HttpResponseBase:
    interaction = gone_interaction_or_404(request.user, pk)
    restore_interaction(interaction=interaction, now=clock.now_for(request.user))
    messages.success(request, f"Back again: {Kind(interaction.kind).label.lower()}.")
    return redirect(came_from(request, "dashboard:today"))
