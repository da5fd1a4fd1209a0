"""When and how the owner is reminded, and when not."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import clock
from accounts.requests import SignedIn
from dashboard.forms import RemindingForm
from reminders.services import look_again, look_again_at_all
from reminders.services.holidays import end_holiday
from ui.htmx import came_from


@login_required
@require_http_methods(["GET", "POST"])
def reminding(request: SignedIn) -> HttpResponseBase:
    now = clock.now_for(request.user)
    form = RemindingForm(request.POST or None, instance=request.user, today=now.date())
    if request.method == "POST" and form.is_valid():
        form.save()
        look = look_again_at_all if "date_lead_days" in form.changed_data else look_again
        look(owner=request.user, now=now)
        words = "Saved. That holiday is over, so it was left out." if form.is_holiday_over else "Saved."
        messages.success(request, words)
        return redirect("dashboard:reminding")
    return _page(request, form)


def _page(request: SignedIn, form: RemindingForm) -> HttpResponse:
    context = {"form": form, "mail_is_set_up": bool(settings.SMTP_HOST)}
    return render(request, "dashboard/reminding.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def holiday_end(request: SignedIn) -> HttpResponseBase:
    end_holiday(owner=request.user, now=clock.now_for(request.user))
    messages.success(request, "Welcome back. Whoever waited comes up within a minute.")
    return redirect(came_from(request, "dashboard:today"))
