"""Reminders the owner makes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import clock
from accounts.requests import SignedIn
from contacts.queries import contact_or_404
from reminders.forms import ReminderForm
from reminders.models import Reminder
from reminders.queries import follow_ups_open, gone_reminder_or_404, reminder_or_404, reminders_by_hand
from reminders.services import drop_reminder, finish_reminder, restore_reminder, save_reminder
from reminders.views.answers import brief, told
from ui.htmx import came_from, go

PAGE = 50


@login_required
@require_GET
def reminders(request: SignedIn) -> HttpResponse:
    today = clock.today(request.user)
    page = Paginator(reminders_by_hand(request.user), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "today": today, "due": follow_ups_open(request.user, today)}
    return render(request, "reminders/reminders.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: SignedIn) -> HttpResponseBase:
    about = request.POST.get("contact") or request.GET.get("contact") or ""
    contact = contact_or_404(request.user, int(about)) if about.isdecimal() else None
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
    reminder = restore_reminder(reminder=gone_reminder_or_404(request.user, pk))
    return told(request, f"Back again: {brief(reminder.text)}.")
