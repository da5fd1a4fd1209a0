"""Reminders the owner makes, and what is done about what is due."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import clock
from accounts.requests import SignedIn
from contacts.queries import contact_or_404
from domain.wording import span
from reminders.forms import ReminderForm, SnoozeForm
from reminders.models import Occurrence, Reminder
from reminders.queries import (
    follow_ups_open,
    gone_reminder_or_404,
    occurrence_or_404,
    reminder_or_404,
    reminders_by_hand,
)
from reminders.services import (
    ACTS,
    act_on,
    drop_reminder,
    finish_reminder,
    restore_reminder,
    save_reminder,
)
from reminders.services import undo_act as take_back
from ui.htmx import came_from, go

PAGE = 50
ACT_LABELS = {"done": "Done", "snooze": "Snooze", "skip": "Skip", "never": "Never about this person"}
ACT_WORDS = {
    "done": "Done: {}.",
    "skip": "Skipped: {}.",
    "never": "No reminders about {} any more.",
}


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
    return _told(request, f"Done: {_brief(reminder.text)}.", reverse("reminders:restore", args=[pk]))


@login_required
@require_POST
def remove(request: SignedIn, pk: int) -> HttpResponseBase:
    reminder = reminder_or_404(request.user, pk)
    drop_reminder(reminder=reminder, now=clock.now_for(request.user))
    return _told(request, f"Deleted: {_brief(reminder.text)}.", reverse("reminders:restore", args=[pk]))


@login_required
@require_POST
def restore(request: SignedIn, pk: int) -> HttpResponseBase:
    reminder = restore_reminder(reminder=gone_reminder_or_404(request.user, pk))
    return _told(request, f"Back again: {_brief(reminder.text)}.")


@login_required
@require_http_methods(["GET", "POST"])
def act(request: SignedIn, pk: int, act: str) -> HttpResponseBase:
    """What a link in the digest opens: a page with one button. Only the button acts."""
    occurrence = occurrence_or_404(request.user, pk)
    if act not in ACTS or (act == "never" and occurrence.reminder.contact is None):
        raise Http404
    subject = _subject(occurrence)
    if request.method == "GET":
        context = {"occurrence": occurrence, "act": act, "label": ACT_LABELS[act], "subject": subject}
        return render(request, "reminders/act.html", context)

    days = SnoozeForm(request.POST).chosen()
    if not act_on(occurrence=occurrence, act=act, now=clock.now_for(request.user), days=days):
        return _told(request, f"Nothing to do any more: {subject}.")
    words = f"Snoozed for {span(days)}: {subject}." if act == "snooze" else ACT_WORDS[act].format(subject)
    return _told(request, words, reverse("reminders:undo_act", args=[pk]))


@login_required
@require_POST
def undo_act(request: SignedIn, pk: int) -> HttpResponseBase:
    occurrence = occurrence_or_404(request.user, pk)
    if take_back(occurrence=occurrence):
        return _told(request, f"Back again: {_subject(occurrence)}.")
    return _told(request, f"{_subject(occurrence)} has come up again since, so nothing was changed.")


def _told(request: SignedIn, words: str, undo: str = "") -> HttpResponseBase:
    messages.success(request, words, extra_tags=f"undo:{undo}" if undo else "")
    return go(request, came_from(request, "dashboard:today"))


def _subject(occurrence: Occurrence) -> str:
    """What a due date is about, in a few words."""
    contact = occurrence.reminder.contact
    if occurrence.kind in (Reminder.Kind.OWN, Reminder.Kind.FOLLOW_UP) or contact is None:
        return _brief(occurrence.reminder.text)
    if occurrence.kind == Reminder.Kind.DATE:
        return f"{contact.display}, {str(occurrence.reminder.date).lower()}"
    return contact.display


def _brief(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
