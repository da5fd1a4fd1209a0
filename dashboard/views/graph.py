"""The relation graph, and what it is drawn from."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.requests import SignedIn
from dashboard.graph.by import by_of
from dashboard.graph.people import MOST_PEOPLE
from dashboard.graph.tables import GraphTable
from dashboard.graph.wire import digest, graph_json, squeezed
from domain.graph.data import HEALTHS, MOST_TIES


@login_required
@require_GET
def graph(request: SignedIn) -> HttpResponse:
    by, today = by_of(request.GET.get("by", "")), clock.today(request.user)
    table = GraphTable(request.user, today, by).shown(request)
    context = {
        "by": by.value,
        "table": table,
        "people": len(table.data),
        "most_people": MOST_PEOPLE,
        "ties": len(table.data.pairs),
        "most_ties": MOST_TIES,
        "first": table.data.first(),
        "healths": HEALTHS,
        "new_url": reverse("dashboard:person_new"),
    }
    return render(request, "dashboard/graph.html", context)


@login_required
@require_GET
def graph_data(request: SignedIn) -> HttpResponseBase:
    """JSON for the picture; the browser keeps it, and asks each time whether it still holds."""
    body = graph_json(request.user, clock.today(request.user), by_of(request.GET.get("by", "")))
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(squeezed(body) if takes_gzip else body, content_type="application/json")
    if takes_gzip:
        response["Content-Encoding"] = "gzip"
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = digest(body)
    patch_vary_headers(response, ("Accept-Encoding", "Cookie"))
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
