"""What calendar programs read at a secret address. They sign in nowhere: the address is the key."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from accounts import clock
from interactions.queries import sensitive_follow_ups
from reminders.calendars import calendar_file, mark_of
from reminders.queries.feeds import events_of, feed_at
from reminders.services.feeds import MINUTE, may_fetch


@csrf_exempt  # nothing is ever written here, and whoever tries is told 405
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponseBase:
    """One calendar; of an address that is dead, wrong or never was, always the same nothing."""
    found = feed_at(secret)
    if found is None:
        return _plain("There is no calendar here.", 404)
    if not may_fetch(feed=found, now=clock.now()):
        response = _plain("That was too often. Once an hour is plenty.", 429)
        response["Retry-After"] = str(MINUTE)
        return response
    events = events_of(found, clock.today(found.owner), sensitive_follow_ups)
    mark = mark_of(found, events)
    unchanged: HttpResponse | None = get_conditional_response(request, etag=f'"{mark}"')
    response = unchanged or _calendar(calendar_file(found, events, mark))
    response["ETag"] = f'"{mark}"'
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _calendar(file: bytes) -> HttpResponse:
    return HttpResponse(file, content_type="text/calendar; charset=utf-8")


def _plain(words: str, status: int) -> HttpResponse:
    response = HttpResponse(f"{words}\n", content_type="text/plain; charset=utf-8", status=status)
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
