"""Invitations that the owner sends."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import clock
from accounts.requests import SignedIn, id_in
from contacts.models import Contact
from contacts.queries import contact_or_404
from network.forms.sent import SentForm, WhyForm
from network.models import LinkRequest, Network
from network.queries.sent import (
    draft_to,
    invitation_or_404,
    open_invitations,
    profile_of,
    with_wait,
    withdrawable,
)
from network.services.sent import (
    Invited,
    accept_invitation,
    reopen_invitation,
    track_invitation,
    withdraw_invitation,
)
from ui.htmx import came_from, go

ROWS_A_PAGE = 50


@login_required
@require_GET
def sent(request: SignedIn) -> HttpResponse:
    today = clock.today(request.user)
    page = Paginator(open_invitations(request.user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = [with_wait(request.user, one, today) for one in page]
    context = {
        "page": page,
        "old": [one for one in rows if one.is_withdrawable],
        "young": [one for one in rows if not one.is_withdrawable],
        "withdrawable": withdrawable(request.user, today),
    }
    return render(request, "network/sent.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def sent_new(request: SignedIn) -> HttpResponseBase:
    contact = _contact(request)
    why = WhyForm(request.GET, auto_id="why_%s")
    if request.method == "GET":
        return _show(request, contact, why, SentForm(initial=_drafted(request, contact, why)))
    form = SentForm(request.POST)
    if not form.is_valid():
        return _show(request, contact, why, form, status=422)
    warning = "" if form.cleaned_data["is_meant"] else form.warning()
    if warning:
        again = SentForm(initial={**form.cleaned_data, "is_meant": True})
        return _show(request, contact, why, again, warning=warning, status=422)
    try:
        row = _track(request, contact, form)
    except ValueError as error:
        form.add_error(None, str(error))
        return _show(request, contact, why, form, status=422)
    copied = "Copied. " if request.POST.get("copied") == "yes" else ""
    messages.success(request, f"{copied}Kept: you invited {row.name or row.key}. Send it there yourself.")
    return go(request, "network:sent")


def _contact(request: SignedIn) -> Contact | None:
    pk = id_in(request.POST.get("to") or request.GET.get("to") or "")
    return None if pk is None else contact_or_404(request.user, pk)


def _drafted(request: SignedIn, contact: Contact | None, why: WhyForm) -> dict[str, Any]:
    said = why.cleaned_data if why.is_valid() else {}
    network = said.get("network") or Network.LINKEDIN.value
    return {
        "name": contact.display if contact else "",
        "network": network,
        "address": profile_of(contact, network) if contact else "",
        "message": draft_to(request.user, contact, network, said.get("why", "")),
    }


def _track(request: SignedIn, contact: Contact | None, form: SentForm) -> LinkRequest:
    told = form.cleaned_data
    name = contact.display if contact else told["name"]
    invited = Invited(told["network"], name, told["address"], contact)
    now = clock.now_for(request.user)
    return track_invitation(owner=request.user, invited=invited, message=told["message"], now=now)


def _show(
    request: SignedIn,
    contact: Contact | None,
    why: WhyForm,
    form: SentForm,
    *,
    warning: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {"contact": contact, "why": why, "form": form, "warning": warning}
    return render(request, "network/sent_new.html", context, status=status)


@login_required
@require_POST
def sent_withdrawn(request: SignedIn, pk: int) -> HttpResponseBase:
    row = invitation_or_404(request.user, pk)
    try:
        withdraw_invitation(request=row)
        _tell(request, row, "Withdrawn: {}.")
    except ValueError as error:
        messages.error(request, str(error))
    return go(request, came_from(request, "network:sent"))


@login_required
@require_POST
def sent_accepted(request: SignedIn, pk: int) -> HttpResponseBase:
    row, today = invitation_or_404(request.user, pk), clock.today(request.user)
    try:
        link = accept_invitation(request=row, on=today)
        _tell(request, row, "Linked with {}.", made_on=link.since)
    except ValueError as error:
        messages.error(request, str(error))
    return go(request, came_from(request, "network:sent"))


def _tell(request: SignedIn, row: LinkRequest, words: str, made_on: date | None = None) -> None:
    undo_url = reverse("network:sent_undo", args=[row.pk])
    if made_on:
        undo_url += f"?made={made_on.isoformat()}"
    messages.success(request, words.format(row.name or row.key), extra_tags=f"undo:{undo_url}")


@login_required
@require_POST
def sent_undo(request: SignedIn, pk: int) -> HttpResponseBase:
    row = invitation_or_404(request.user, pk)
    if reopen_invitation(request=row, made_on=_day(request.GET.get("made", ""))):
        messages.info(request, f"{row.name or row.key} waits again.")
    else:
        messages.error(request, "There is nothing to take back.")
    return go(request, came_from(request, "network:sent"))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
