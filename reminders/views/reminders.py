"""Reminders the owner makes."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import clock
from accounts.requests import SignedIn, id_in
from contacts.queries import contact_or_404
from domain.rulewords import EXAMPLES
from reminders.forms import ReminderForm, RuleForm
from reminders.models import Reminder
from reminders.queries import (
    follow_ups_open,
    gone_reminder_or_404,
    reminder_or_404,
    reminders_by_hand,
    resting_people,
)
from reminders.queries.listed import listed
from reminders.services import (
    drop_reminder,
    finish_reminder,
    restore_reminder,
    resume_reminder,
    save_reminder,
)
from reminders.views.answers import brief, told
from ui.htmx import answer, came_from, go

PAGE = 50


@login_required
@require_GET
def reminders(request: SignedIn) -> HttpResponse:
    today = clock.today(request.user)
    page = Paginator(reminders_by_hand(request.user), PAGE).get_page(request.GET.get("page"))
    lines = listed(request.user, list(page.object_list), today)
    context: dict[str, Any] = {"page": page, "lines": lines, "today": today}
    context |= {
        "due": follow_ups_open(request.user, today),
        "resting": resting_people(request.user, today),
    }
    return render(request, "reminders/reminders.html", context)


@login_required
@require_GET
def preview(request: SignedIn) -> HttpResponse:
    context = upcoming(RuleForm(request.GET), clock.today(request.user))
    return answer(request, "reminders/preview.html", "reminders/_upcoming.html", context)


def upcoming(form: RuleForm, today: date) -> dict[str, Any]:
    """The next days of a rule, or why there are none; said beside the field where the whole form was sent."""
    try:
        return {"coming": form.coming(today), "today": today}
    except ValueError as error:
        return {"trouble": str(error), "today": today}


@login_required
@require_http_methods(["GET", "POST"])
def add(request: SignedIn) -> HttpResponseBase:
    about = id_in(request.POST.get("contact") or request.GET.get("contact") or "")
    contact = None if about is None else contact_or_404(request.user, about)
    return _form(request, Reminder(owner=request.user, contact=contact))


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int) -> HttpResponseBase:
    return _form(request, reminder_or_404(request.user, pk))


def _form(request: SignedIn, reminder: Reminder) -> HttpResponseBase:
    now = clock.now_for(request.user)
    about = reminder.contact_id
    form = ReminderForm(request.POST or None, instance=reminder, owner=request.user, today=now.date())

    if request.method == "POST" and form.is_valid():
        save_reminder(reminder=form.instance, now=now)
        messages.success(request, "Saved.")
        return go(request, came_from(request, "reminders:reminders"))
    context: dict[str, Any] = {"form": form, "reminder": reminder if reminder.pk else None, "about": about}
    shown = {field: form[field].value() for field in ("again", "starts_on", "paused_until")}
    context |= {"examples": EXAMPLES, **upcoming(RuleForm(shown), now.date())}
    context["next"] = request.POST.get("next") or request.GET.get("next", "")
    return render(request, "reminders/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def finish(request: SignedIn, pk: int) -> HttpResponseBase:
    reminder = reminder_or_404(request.user, pk)
    finish_reminder(reminder=reminder, now=clock.now_for(request.user))
    return told(request, f"Done: {brief(reminder.text)}.", reverse("reminders:restore", args=[pk]))


@login_required
@require_POST
def remove(request: SignedIn, pk: int) -> HttpResponseBase:
    reminder = reminder_or_404(request.user, pk)
    drop_reminder(reminder=reminder, now=clock.now_for(request.user))
    return told(request, f"Deleted: {brief(reminder.text)}.", reverse("reminders:restore", args=[pk]))


@login_required
@require_POST
def restore(request: SignedIn, pk: int) -> HttpResponseBase:
    reminder = gone_reminder_or_404(request.user, pk)
    restore_reminder(reminder=reminder, now=clock.now_for(request.user))
    return told(request, f"Back again: {brief(reminder.text)}.")


@login_required
@require_POST
def resume(request: SignedIn, pk: int) -> HttpResponseBase:
    reminder = resume_reminder(reminder=reminder_or_404(request.user, pk), now=clock.now_for(request.user))
    return told(request, f"Goes on: {brief(reminder.text)}.")
