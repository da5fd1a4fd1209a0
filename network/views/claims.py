"""Claims to know a friend of mine."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts import clock
from accounts.requests import SignedIn
from contacts.models import Contact
from contacts.queries import contact_or_404
from network.forms.claims import SAID, ClaimForm, ClaimStateForm
from network.models import LinkRequest
from network.queries.claims import claim_or_404, friends_called
from network.queries.requests import incoming_or_404
from network.services import claims as services
from ui.htmx import came_from, go


@login_required
@require_POST
def claim_add(request: SignedIn, pk: int) -> HttpResponseBase:
    asked = incoming_or_404(request.user, pk)
    return _add(request, asked, None, "network:requests")


@login_required
@require_POST
def claim_add_person(request: SignedIn, pk: int) -> HttpResponseBase:
    return _add(request, None, contact_or_404(request.user, pk), "network:review")


def _add(
    request: SignedIn, asked: LinkRequest | None, contact: Contact | None, back: str
) -> HttpResponseBase:
    form = ClaimForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Whom do they name? Write the name as your book has it.")
        return go(request, came_from(request, back))
    name, picked = form.cleaned_data["friend_name"], form.cleaned_data["friend"]
    called = friends_called(request.user, name, contact)
    if picked is None and len(called) > 1:
        context = {"name": name, "called": called, "next": came_from(request, back)}
        return render(request, "network/claim_pick.html", context)

    friend = _friend(request, picked if picked is not None else [one.contact for one in called][:1])
    _save(request, {"request": asked, "contact": contact, "friend": friend, "friend_name": name})
    return go(request, came_from(request, back))


def _friend(request: SignedIn, picked: Any) -> Contact | None:
    """The one who was picked, or the only one called so; 0 is nobody of the book."""
    pk = picked if isinstance(picked, int) else next(iter(picked), 0)
    return contact_or_404(request.user, pk) if pk else None


def _save(request: SignedIn, told: dict[str, Any]) -> None:
    try:
        made = services.add_claim(owner=request.user, now=clock.now_for(request.user), **told)
    except ValueError as error:
        messages.error(request, str(error))
        return
    undo = reverse("network:claim_drop", args=[made.pk])
    words = f"Noted: they name {made.friend_name} as a friend of yours. Unverified until you asked."
    messages.success(request, words, extra_tags=f"undo:{undo}")


@login_required
@require_POST
def claim_state(request: SignedIn, pk: int) -> HttpResponseBase:
    claim = claim_or_404(request.user, pk)
    form = ClaimStateForm(request.POST)
    now = clock.now_for(request.user)
    if request.POST.get("asked"):
        services.note_asked(claim=claim, now=now)
        messages.success(request, f"You asked {claim.friend_name} today.")
    elif form.is_valid():
        services.set_claim_state(claim=claim, state=form.cleaned_data["state"], now=now)
        undo = reverse("network:claim_reset", args=[pk])
        words = f"{claim.friend_name}: {SAID[form.cleaned_data['state']]}."
        messages.success(request, words, extra_tags=f"undo:{undo}")
    else:
        messages.error(request, "Say whether it is confirmed, denied or without an answer.")
    return go(request, came_from(request, "network:review"))


@login_required
@require_POST
def claim_reset(request: SignedIn, pk: int) -> HttpResponseBase:
    claim = claim_or_404(request.user, pk)
    services.set_claim_state(claim=claim, state="unverified", now=clock.now_for(request.user))
    messages.info(request, f"{claim.friend_name}: unverified again.")
    return go(request, came_from(request, "network:review"))


@login_required
@require_POST
def claim_drop(request: SignedIn, pk: int) -> HttpResponseBase:
    claim = claim_or_404(request.user, pk)
    services.drop_claim(claim=claim)
    messages.info(request, f"Taken back: {claim.friend_name} was not named.")
    return go(request, came_from(request, "network:review"))
