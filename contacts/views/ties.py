"""Whom a person knows: added, changed, removed and brought back."""

from datetime import datetime
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
from contacts import services
from contacts.forms import ChangeTieForm, TieForm
from contacts.models import Contact, Tie
from contacts.queries import (
    SeenTie,
    contact_or_404,
    contacts_with,
    gone_relation_or_404,
    gone_tie_or_404,
    seen_tie_or_404,
    tie_or_404,
    ties_with,
)
from domain.ties import ROLES, as_sentence, inverse_of
from ui.htmx import came_from, go

TIES_A_PAGE = 50


@login_required
@require_GET
def ties(request: SignedIn, pk: int) -> HttpResponse:
    contact = contact_or_404(request.user, pk)
    page = Paginator(ties_with(request.user, contact), TIES_A_PAGE).get_page(request.GET.get("page"))
    rows = [SeenTie.by(pk, tie) for tie in page.object_list]
    return render(request, "contacts/ties.html", {"contact": contact, "page": page, "rows": rows})


@login_required
@require_http_methods(["GET", "POST"])
def tie_add(request: SignedIn, pk: int) -> HttpResponseBase:
    contact = contact_or_404(request.user, pk)
    now = clock.now_for(request.user)
    form = TieForm(
        request.POST or None,
        initial=_begun(request),
        owner=request.user,
        but=pk,
        display=contact.display,
        today=now.date(),
    )
    if form.is_valid():
        other = contacts_with(request.user, [form.other()])[0]
        told = {"one": other, "other": contact, "role": form.cleaned_data["role"], "facts": form.facts()}
        try:
            tie = services.add_tie(owner=request.user, now=now, **told)
            return _said(request, contact, SeenTie.by(pk, tie), is_new=tie.made_at == now)
        except ValueError as error:
            form.add_error(None, str(error))
    context = {"form": form, "contact": contact, "next": _way_back(request, contact)}
    return render(request, "contacts/tie.html", context, status=422 if form.errors else 200)


def _begun(request: SignedIn) -> dict[str, Any]:
    """What an address fills in: a name or a person, a role, an estimate."""
    asked = request.GET
    person = id_in(asked.get("with", ""))
    known = Contact.objects.owned_by(request.user).filter(pk=person).first() if person else None
    role = asked.get("role", "")
    return {
        "name": known.display if known else asked.get("name", "")[:200],
        "estimate": id_in(asked.get("estimate", "")),
        **({"role": role} if role in ROLES else {}),
    }


def _way_back(request: SignedIn, contact: Contact) -> str:
    """Where the form leads: where it was asked for, else the person."""
    if request.method == "GET":
        return request.GET.get("next", "")[:500]
    return came_from(request, reverse("dashboard:person", args=[contact.pk]))


def _said(request: SignedIn, contact: Contact, seen: SeenTie, *, is_new: bool) -> HttpResponseBase:
    words = as_sentence(seen.role, seen.other.display, contact.display)
    undo = reverse("contacts:tie_remove", args=[seen.tie.pk])
    nowhere = services.leads_nowhere(seen.other) or services.leads_nowhere(contact)
    messages.success(request, words, extra_tags=f"undo:{undo}" if is_new else "")
    if nowhere:
        messages.info(request, nowhere)
    return go(request, came_from(request, reverse("dashboard:person", args=[contact.pk])))


@login_required
@require_http_methods(["GET", "POST"])
def tie_edit(request: SignedIn, pk: int, tie: int) -> HttpResponseBase:
    contact = contact_or_404(request.user, pk)
    seen = seen_tie_or_404(request.user, contact, tie)
    now = clock.now_for(request.user)
    names = ("since", "until", "estimate", "confirmed_on", "note")
    initial = {"role": seen.role, **{name: getattr(seen.tie, name) for name in names}}
    form = ChangeTieForm(request.POST or None, initial=initial, display=contact.display, today=now.date())
    if form.is_valid():
        try:
            _change(seen, contact, form, now)
            messages.success(request, f"{contact} and {seen.other}: saved.")
            return go(request, "dashboard:person", pk)
        except ValueError as error:
            form.add_error(None, str(error))
    context = {"form": form, "contact": contact, "seen": seen}
    return render(request, "contacts/tie.html", context, status=422 if form.errors else 200)


def _change(seen: SeenTie, contact: Contact, form: ChangeTieForm, now: datetime) -> Tie:
    """The form tells what the other is to the contact; the service wants to hear it of the tie's `one`."""
    role = form.cleaned_data["role"]
    told = inverse_of(role) if seen.tie.one_id == contact.pk else role
    return services.change_tie(tie=seen.tie, role=told, facts=form.facts(), now=now)


@login_required
@require_POST
def tie_remove(request: SignedIn, pk: int) -> HttpResponseBase:
    tie = tie_or_404(request.user, pk)
    services.remove_tie(tie=tie, now=clock.now_for(request.user))
    undo = reverse("contacts:tie_restore", args=[pk])
    messages.success(request, f"Removed: {tie.one} and {tie.other}.", extra_tags=f"undo:{undo}")
    return go(request, came_from(request, reverse("dashboard:person", args=[tie.one_id])))


@login_required
@require_POST
def tie_restore(request: SignedIn, pk: int) -> HttpResponseBase:
    tie = gone_tie_or_404(request.user, pk)
    try:
        services.restore_tie(tie=tie)
        messages.success(request, f"{tie.one} and {tie.other} know each other again.")
    except ValueError as error:
        messages.error(request, str(error))
    return go(request, came_from(request, reverse("dashboard:person", args=[tie.one_id])))


@login_required
@require_POST
def relation_restore(request: SignedIn, pk: int) -> HttpResponseBase:
    relation = gone_relation_or_404(request.user, pk)
    try:
        services.restore_relation(relation=relation, now=clock.now_for(request.user))
        messages.success(request, f"{relation.contact} is your {relation.kind} again.")
    except ValueError as error:
        messages.error(request, str(error))
    return go(request, came_from(request, reverse("dashboard:person", args=[relation.contact_id])))
