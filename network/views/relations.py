"""What somebody is to the owner: added, changed, removed and brought back."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts import clock
from accounts.requests import SignedIn
from contacts.forms import RelationForm
from contacts.models import Contact, Relation
from contacts.queries import contact_or_404, relation_or_404
from contacts.services import change_relation, leads_nowhere, remove_relation
from network.services.relations import call_family, relate
from ui.htmx import came_from, go


@login_required
@require_http_methods(["GET", "POST"])
def relation_add(request: SignedIn, pk: int) -> HttpResponseBase:
    contact = contact_or_404(request.user, pk)
    return _asked(request, contact, None)


@login_required
@require_http_methods(["GET", "POST"])
def relation_edit(request: SignedIn, pk: int) -> HttpResponseBase:
    relation = relation_or_404(request.user, pk)
    return _asked(request, relation.contact, relation)


def _asked(request: SignedIn, contact: Contact, relation: Relation | None) -> HttpResponseBase:
    now = clock.now_for(request.user)
    names = ("since", "until", "confirmed_on", "note")
    known: dict[str, Any] = {name: getattr(relation, name) for name in names} if relation else {}
    initial = {**known, "role": relation.kind} if relation else {}
    form = RelationForm(request.POST or None, initial=initial, today=now.date())
    if form.is_valid():
        try:
            _save(request, contact, relation, form, now)
            return go(request, "dashboard:person", contact.pk)
        except ValueError as error:
            form.add_error(None, str(error))
    context = {"form": form, "contact": contact, "relation": relation}
    return render(request, "network/relation.html", context, status=422 if form.errors else 200)


def _save(
    request: SignedIn, contact: Contact, relation: Relation | None, form: RelationForm, now: datetime
) -> None:
    role, facts = form.cleaned_data["role"], form.facts()
    if relation is None:
        saved, is_new_kin = relate(owner=request.user, contact=contact, role=role, now=now, facts=facts)
        undo = f"undo:{reverse('network:relation_remove', args=[saved.pk])}" if saved.made_at == now else ""
    else:
        saved = change_relation(relation=relation, role=role, facts=facts, now=now)
        is_new_kin, undo = call_family(relation=saved, now=now), ""
    kin = " They are called family now, and their strength stays at 7 or more." if is_new_kin else ""
    messages.success(request, f"{contact} is noted as your {role}.{kin}", extra_tags=undo)
    if nowhere := leads_nowhere(contact):
        messages.info(request, nowhere)


@login_required
@require_POST
def relation_remove(request: SignedIn, pk: int) -> HttpResponseBase:
    relation = relation_or_404(request.user, pk)
    remove_relation(relation=relation, now=clock.now_for(request.user))
    undo = reverse("contacts:relation_restore", args=[pk])
    words = f"Removed: {relation.contact} as your {relation.kind}."
    messages.success(request, words, extra_tags=f"undo:{undo}")
    return go(request, came_from(request, reverse("dashboard:person", args=[relation.contact_id])))
