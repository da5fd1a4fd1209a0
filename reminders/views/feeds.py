"""The owner's calendar addresses: made, renewed, ended. An address is shown once, in the answer that made it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts import clock
from accounts.requests import SignedIn
from reminders.models import Feed
from reminders.queries.feeds import feed_of, feeds_of
from reminders.services.feeds import end_feed, make_feed, renew_feed, tell_names

HOLDS = {
    Feed.Scope.DATES: "Every year on their day; 29 February on the 28th where a year has none.",
    Feed.Scope.PEOPLE: "Whom Rapport brings up, on the day they came up.",
    Feed.Scope.FOLLOW_UPS: "What you wanted to do, and your own reminders, with their rules.",
}


@login_required
@require_GET
def feeds(request: SignedIn) -> HttpResponse:
    return _page(request)


def _page(request: SignedIn, scope: str = "", secret: str = "") -> HttpResponse:
    address = settings.BASE_URL + reverse("dashboard:feed", args=[secret]) if secret else ""
    made = feeds_of(request.user)
    calendars = [
        {"scope": each.value, "label": each.label, "holds": HOLDS[each], "feed": made.get(each.value)}
        for each in Feed.Scope
    ]
    context = {"calendars": calendars, "fresh": scope, "address": address}
    return render(request, "reminders/feeds.html", context)


@login_required
@require_POST
def make(request: SignedIn) -> HttpResponse:
    """Make an address, or another one in place of the one there is. The answer is the only page that shows it."""
    scope, now = _scope_or_404(request), clock.now_for(request.user)
    feed = feed_of(request.user, scope)
    if feed is not None:
        secret = renew_feed(feed=feed, now=now)
    else:
        tells = "tells_names" in request.POST
        secret = make_feed(owner=request.user, scope=scope, tells_names=tells, now=now)
    return _page(request, scope, secret)


@login_required
@require_POST
def detail(request: SignedIn) -> HttpResponseBase:
    feed = _feed_or_404(request)
    tells = "tells_names" in request.POST
    tell_names(feed=feed, tells_names=tells)
    messages.success(
        request, "It tells full names and texts now." if tells else "It tells first names only now."
    )
    return redirect("reminders:feeds")


@login_required
@require_POST
def end(request: SignedIn) -> HttpResponseBase:
    end_feed(feed=_feed_or_404(request))
    messages.success(request, "That address answers no more.")
    return redirect("reminders:feeds")


def _scope_or_404(request: SignedIn) -> str:
    scope = request.POST.get("scope", "")
    if scope not in Feed.Scope.values:
        raise Http404
    return scope


def _feed_or_404(request: SignedIn) -> Feed:
    feed = feed_of(request.user, _scope_or_404(request))
    if feed is None:
        raise Http404
    return feed
