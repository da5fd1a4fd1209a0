"""What is done about what is due: a page with one button, and the way back."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts import clock
from accounts.requests import SignedIn
from domain.wording import span
from reminders.forms import SnoozeForm
from reminders.models import Occurrence, Reminder
from reminders.queries import occurrence_or_404
from reminders.services import ACTS, act_on
from reminders.services import undo_act as take_back
from reminders.views.answers import brief, told

ACT_LABELS = {"done": "Done", "snooze": "Snooze", "skip": "Skip", "never": "Never about this person"}
ACT_WORDS = {
    "done": "Done: {}.",
    "skip": "Skipped: {}.",
    "never": "No reminders about {} any more.",
}


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
        return told(request, f"Nothing to do any more: {subject}.")
    words = f"Snoozed for {span(days)}: {subject}." if act == "snooze" else ACT_WORDS[act].format(subject)
    return told(request, words, reverse("reminders:undo_act", args=[pk]))


@login_required
@require_POST
def undo_act(request: SignedIn, pk: int) -> HttpResponseBase:
    occurrence = occurrence_or_404(request.user, pk)
    if take_back(occurrence=occurrence, now=clock.now_for(request.user)):
        return told(request, f"Back again: {_subject(occurrence)}.")
    return told(request, f"{_subject(occurrence)} has come up again since, so nothing was changed.")


def _subject(occurrence: Occurrence) -> str:
    """What a due date is about, in a few words."""
    contact = occurrence.reminder.contact
    if occurrence.kind in (Reminder.Kind.OWN, Reminder.Kind.FOLLOW_UP) or contact is None:
        return brief(occurrence.reminder.text)
    if occurrence.kind == Reminder.Kind.DATE:
        return f"{contact.display}, {str(occurrence.reminder.date).lower()}"
    return contact.display
