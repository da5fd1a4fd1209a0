"""A request is pasted or typed in."""

from datetime import datetime
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts import clock
from accounts.requests import SignedIn
from domain.linkmail import Arrival, read_invitation
from network.forms.arrivals import FIELDS, ArrivalForm, filled
from network.models import LinkRequest
from network.queries.requests import incoming_or_404
from network.services import arrivals
from network.services.arrivals import Said
from ui.htmx import came_from, go

Source = LinkRequest.Source
NOTHING = "Paste what you got, or type who asks and where."


@login_required
@require_http_methods(["GET", "POST"])
def request_new(request: SignedIn) -> HttpResponseBase:
    now = clock.now_for(request.user)
    if request.method == "GET":
        return _show(request, ArrivalForm(today=now.date()))
    form = ArrivalForm(request.POST, today=now.date())
    if not form.is_valid():
        return _show(request, form, status=422)

    text, typed = form.cleaned_data["text"], form.said()
    is_looked_over = "looked_over" in request.POST or not text
    if not is_looked_over:
        read = read_invitation(text)
        if not read.is_sure:
            return _show(request, filled(form, read, now.date()), read=read)
        typed = {field: getattr(read, field) for field in FIELDS} | typed
    return _keep(request, form, typed, now)


def _keep(request: SignedIn, form: ArrivalForm, said: dict[str, str], now: datetime) -> HttpResponseBase:
    source = Source.PASTED if form.cleaned_data["text"] else Source.TYPED
    if not said.get("network"):
        field, words = ("network", "Say where they ask.") if said else ("text", NOTHING)
        form.add_error(field, words)
        return _show(request, form, status=422)
    try:
        row, is_anew = arrivals.add_request(
            owner=request.user, source=source, now=now, sent_at=form.moment(now), **cast(Said, said)
        )
    except ValueError as error:
        form.add_error(None, str(error))
        return _show(request, form, status=422)
    _tell(request, row, is_anew)
    if row.state == LinkRequest.State.OPEN:
        return go(request, "network:request_card", row.pk)
    return go(request, "network:requests")


def _tell(request: SignedIn, row: LinkRequest, is_anew: bool) -> None:
    who = row.name or row.key
    if row.state == LinkRequest.State.LINKED:
        messages.info(request, f"You are linked with {row.contact} on {row.get_network_display()} already.")
    elif is_anew and row.times == 1:
        undo_url = reverse("network:request_take_back", args=[row.pk])
        messages.success(request, f"{who} waits for your answer.", extra_tags=f"undo:{undo_url}")
    elif is_anew:
        messages.success(request, f"{who} asks again, the {_nth(row.times)} time.")
    else:
        messages.success(request, f"{who} was waiting already; brought up to date.")


def _nth(number: int) -> str:
    return {2: "second", 3: "third", 4: "fourth", 5: "fifth"}.get(number, f"{number}th")


def _show(
    request: SignedIn, form: ArrivalForm, *, read: Arrival | None = None, status: int = 200
) -> HttpResponse:
    is_looked_over = read is not None or "looked_over" in request.POST
    context = {"form": form, "read": read, "is_looked_over": is_looked_over}
    return render(request, "network/arrival.html", context, status=status)


@login_required
@require_POST
def request_take_back(request: SignedIn, pk: int) -> HttpResponseBase:
    if arrivals.take_back(request=incoming_or_404(request.user, pk)):
        messages.info(request, "Taken back.")
    else:
        messages.error(request, "It was decided or changed since; it stays.")
    return go(request, came_from(request, "network:requests"))
