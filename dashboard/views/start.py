"""Today, search, settings, and what was deleted lately."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import clock
from accounts.clock import unknown_zone
from accounts.requests import SignedIn
from contacts.models import Contact
from contacts.services import reorder_names
from dashboard import digest, queries
from dashboard.forms import FindForm, SettingsForm
from interactions.queries import last_talks
from interactions.queries.events import events_to_tell
from interactions.sparks import sparks_of
from network.queries import waiting
from network.queries.sent import withdrawable
from reminders.queries import dates_near, follow_ups_open, mail_trouble, open_people
from reminders.queries import waiting_count as people_waiting
from reminders.queries.channels import paused_channels
from reminders.queries.holidays import holiday_end
from reminders.services import reschedule
from ui.htmx import came_from


@login_required
@require_GET
def today(request: SignedIn) -> HttpResponse:
    day = clock.today(request.user)
    asked = waiting(request.user, day)
    context = {
        "today": day,
        "cards": open_people(request.user, day, last_talks, sparks_of),
        "can_wait": people_waiting(request.user, day),
        "dates": dates_near(request.user, day),
        "follow_ups": follow_ups_open(request.user, day),
        "to_tell": events_to_tell(request.user, day)[:5],
        "waiting": asked.requests.count(),
        "met_since": len(asked.met_since),
        "unanswered_invitations": withdrawable(request.user, day),
        "paused_channels": paused_channels(request.user),
        "mail_trouble": mail_trouble(request.user, day),
        "holiday_until": holiday_end(request.user, day),
        "unknown_zone": unknown_zone(request.user),
        "mail_is_set_up": bool(settings.SMTP_HOST),
        "has_people": Contact.objects.owned_by(request.user).exists(),
    }
    return render(request, "dashboard/today.html", context)


@login_required
@require_GET
def search(request: SignedIn) -> HttpResponse:
    form = FindForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    day = clock.today(request.user)
    context = {"form": form, "text": text, "today": day, **queries.found(request.user, text, day)}
    return render(request, "dashboard/search.html", context)


@login_required
@require_GET
def recent(request: SignedIn) -> HttpResponse:
    context = {"today": clock.today(request.user), **queries.recently_deleted(request.user)}
    return render(request, "dashboard/recent.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def settings_page(request: SignedIn) -> HttpResponseBase:
    name_order = request.user.name_order
    form = SettingsForm(request.POST or None, instance=request.user)

    if request.method == "POST" and form.is_valid():
        form.save()
        if request.user.name_order != name_order:
            reorder_names(owner=request.user, before=name_order)
        reschedule(owner=request.user, now=clock.now_for(request.user))
        messages.success(request, "Saved.")
        return redirect("dashboard:settings")
    context = {"form": form, "version": settings.VERSION, "unknown_zone": unknown_zone(request.user)}
    return render(request, "dashboard/settings.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def mail_test(request: SignedIn) -> HttpResponseBase:
    problem = digest.send_test(request.user)
    if problem:
        messages.error(request, f"The mail was not accepted: {problem}")
    elif settings.SMTP_HOST:
        messages.success(request, f"A test mail is on its way to {request.user.email}.")
    else:
        messages.success(request, "Printed on the console, since no mail server is set up.")
    return redirect(came_from(request, "dashboard:settings"))
