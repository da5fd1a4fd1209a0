"""Who did whom a favour: the ledger, and the look at it before asking."""

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
from domain.favours.balance import FavourKind, Side
from interactions.models import Favour
from interactions.queries import favour_or_404, gone_favour_or_404, ledger
from interactions.services import (
    change_favour,
    record_favour_once,
    remove_favour,
    restore_favour,
    untell_favours,
)
from network.forms.favours import FavourForm, as_typed
from network.queries.favour_check import favour_check as check_of
from network.queries.favours import ledger_rows, mine, of_side
from network.tables import FavoursTable
from ui.htmx import came_from, go

ROWS_A_PAGE = 50
SIDES = [side.value for side in Side if side is not Side.NOTHING]


@login_required
@require_GET
def favours(request: SignedIn) -> HttpResponse:
    rows = ledger_rows(request.user, clock.today(request.user))
    side = request.GET.get("side", "")
    context: dict[str, Any] = {"mine": mine(rows), "sides": SIDES, "side": side, "has_any": bool(rows)}
    if request.GET.get("show") == "all":
        found = ledger(request.user).select_related("contact", "about")
        context["page"] = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    else:
        context["table"] = FavoursTable(of_side(rows, side)).shown(request)
    return render(request, "network/favours.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def favour_add(request: SignedIn, pk: int) -> HttpResponseBase:
    contact = contact_or_404(request.user, pk)
    now = clock.now_for(request.user)
    first = {"way": _way(request), "kind": FavourKind.HELP.value, "on": now.date()}
    form = FavourForm(request.POST or None, initial=first, owner=request.user, today=now.date())
    if not form.is_valid():
        return _show(request, contact, form)
    told = {"deed": form.deed(), "on": form.cleaned_data["on"], "about": form.cleaned_data["about"]}
    try:
        favour = record_favour_once(owner=request.user, contact=contact, now=now, **told)
    except ValueError as error:
        form.add_error(None, str(error))
        return _show(request, contact, form)
    undo = reverse("network:favour_remove", args=[favour.pk])
    messages.success(request, f"Kept: {_words(favour)}.", extra_tags=f"undo:{undo}")
    return go(request, came_from(request, reverse("dashboard:person", args=[pk])))


@login_required
@require_http_methods(["GET", "POST"])
def favour(request: SignedIn, pk: int) -> HttpResponseBase:
    row = favour_or_404(request.user, pk)
    now = clock.now_for(request.user)
    said = request.POST or None
    form = FavourForm(said, initial=as_typed(row), owner=request.user, today=now.date(), kept=row.about)
    if not form.is_valid():
        return _show(request, row.contact, form, row)
    told = {"deed": form.deed(), "on": form.cleaned_data["on"], "about": form.cleaned_data["about"]}
    try:
        change_favour(favour=row, now=now, **told)
    except ValueError as error:
        form.add_error(None, str(error))
        return _show(request, row.contact, form, row)
    messages.success(request, "Saved.")
    return go(request, came_from(request, "network:favours"))


def _way(request: SignedIn) -> str:
    return "got" if request.GET.get("way") == "got" else "gave"


def _show(request: SignedIn, contact: Contact, form: FavourForm, row: Favour | None = None) -> HttpResponse:
    back = request.POST.get("next") or request.GET.get("next", "")
    is_ours = back.startswith("/") and not back.startswith("//")
    context = {"contact": contact, "form": form, "favour": row, "next": back if is_ours else ""}
    return render(request, "network/favour_form.html", context, status=422 if form.errors else 200)


def _words(row: Favour) -> str:
    return f"you {'gave' if row.gave else 'got'} {row.text or row.kind}, {row.contact.display}"


@login_required
@require_POST
def favour_remove(request: SignedIn, pk: int) -> HttpResponseBase:
    row = favour_or_404(request.user, pk)
    remove_favour(favour=row, now=clock.now_for(request.user))
    undo = reverse("network:favour_restore", args=[pk])
    messages.success(request, f"Deleted: {_words(row)}.", extra_tags=f"undo:{undo}")
    return go(request, came_from(request, "network:favours"))


@login_required
@require_POST
def favour_restore(request: SignedIn, pk: int) -> HttpResponseBase:
    row = restore_favour(favour=gone_favour_or_404(request.user, pk))
    messages.success(request, f"Back again: {_words(row)}.")
    return go(request, came_from(request, "network:favours"))


@login_required
@require_POST
def favour_untell(request: SignedIn, pk: int) -> HttpResponseBase:
    row = favour_or_404(request.user, pk)
    follow_up = id_in(request.GET.get("follow_up", ""))
    untell_favours(favour=row, follow_up_id=follow_up, now=clock.now_for(request.user))
    messages.info(request, "Taken back: the line is as if it had not been written.")
    return go(request, came_from(request, "network:favours"))


@login_required
@require_GET
def favour_check(request: SignedIn, pk: int) -> HttpResponse:
    contact = contact_or_404(request.user, pk)
    today = clock.today(request.user)
    context = {"contact": contact, "check": check_of(request.user, contact, today), "today": today}
    return render(request, "network/favour_check.html", context)
