"""Notifications in a browser: the script that shows them, and the browser's wish to have them."""

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from accounts import clock
from accounts.requests import SignedIn
from reminders.channels.forms import BrowserForm
from reminders.services.channels import add_browser

WORKER = Path(settings.BASE_DIR) / "static/worker/push.js"


@require_safe
def push_worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root: a browser lets it act for the pages below its own address only.

    It holds nothing of anybody's. A browser asks for it again by itself, also when nobody is signed in.
    """
    response = HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
@require_POST
def push_subscribe(request: SignedIn) -> HttpResponseBase:
    form = BrowserForm(request.POST)
    if not form.is_valid():
        messages.error(request, "This browser did not say where it can be reached.")
        return redirect("reminders:channels")
    now = clock.now_for(request.user)
    try:
        channel = add_browser(
            owner=request.user, settings=form.settings(), now=now, name=form.cleaned_data["name"]
        )
    except ValueError as error:
        messages.error(request, str(error))
        return redirect("reminders:channels")
    messages.success(request, "This browser will be told. Try it once, to be sure.")
    return redirect("reminders:channel", channel.pk)
