"""The owner's own word about a person: a rating, a pin, that they left; and taking it back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts import clock
from accounts.requests import SignedIn
from contacts.models import Contact
from contacts.queries import contact_or_404
from interactions import services
from interactions.forms import LeftForm, PinForm, RateForm
from ui.htmx import came_from, go

SALT = "rapport.said"


@login_required
@require_POST
def rate(request: SignedIn, pk: int) -> HttpResponseBase:
    contact = contact_or_404(request.user, pk)
    now = clock.now_for(request.user)
    form = RateForm(request.POST, today=now.date())
    if not form.is_valid():
        return _ask(request, contact, form, f"Where you are with {contact}")
    change = services.rate_contact(contact=contact, day=now.date(), now=now, **form.cleaned_data)
    _tell(request, contact, change, f"You are at {form.cleaned_data['value']:.1f} with {contact}.")
    return go(request, came_from(request, "dashboard:people"))


@login_required
@require_POST
def unrate(request: SignedIn, pk: int) -> HttpResponseBase:
    contact = contact_or_404(request.user, pk)
    change = services.unrate_contact(contact=contact, now=clock.now_for(request.user))
    _tell(request, contact, change, f"Your own rating of {contact} is taken back.")
    return go(request, came_from(request, "dashboard:people"))


@login_required
@require_POST
def pin(request: SignedIn, pk: int) -> HttpResponseBase:
    contact = contact_or_404(request.user, pk)
    form = PinForm(request.POST)
    held = form.cleaned_data if form.is_valid() else {}
    change = services.hold_contact(contact=contact, now=clock.now_for(request.user), **held)
    _tell(request, contact, change, _held_words(contact))
    return go(request, came_from(request, "dashboard:people"))


@login_required
@require_POST
def left(request: SignedIn, pk: int) -> HttpResponseBase:
    contact = contact_or_404(request.user, pk)
    now = clock.now_for(request.user)
    form = LeftForm(request.POST, today=now.date())
    if not form.is_valid():
        return _ask(request, contact, form, f"{contact} left")
    change = services.leave(contact=contact, now=now, **form.cleaned_data)
    _tell(request, contact, change, f"{contact} rests: no dates, no nudges, and the strength stands still.")
    return go(request, came_from(request, "dashboard:people"))


@login_required
@require_POST
def back(request: SignedIn, pk: int) -> HttpResponseBase:
    contact = contact_or_404(request.user, pk)
    change = services.come_back(contact=contact, now=clock.now_for(request.user))
    _tell(request, contact, change, f"{contact} is back.")
    return go(request, came_from(request, "dashboard:people"))


@login_required
@require_POST
def undo(request: SignedIn, pk: int, token: str) -> HttpResponseBase:
    contact = contact_or_404(request.user, pk)
    change = _read(contact, token)
    if services.take_back(contact=contact, change=change, now=clock.now_for(request.user)):
        messages.info(request, f"Taken back: {contact} is as before.")
    else:
        messages.info(request, f"You said something else about {contact} since; that stays.")
    return go(request, came_from(request, "dashboard:people"))


def _ask(request: HttpRequest, contact: Contact, form: forms.Form, title: str) -> HttpResponse:
    context = {"form": form, "contact": contact, "title": title, "next": request.POST.get("next", "")}
    return render(request, "interactions/said.html", context, status=422)


def _tell(request: HttpRequest, contact: Contact, change: services.Change, words: str) -> None:
    """Say what was done, with a way back; the link carries what there was, signed, as no row keeps it."""
    token = signing.dumps([contact.pk, change], salt=SALT, compress=True)
    way_back = reverse("interactions:unsay", args=[contact.pk, token])
    messages.success(request, words, extra_tags=f"undo:{way_back}" if change else "")


def _read(contact: Contact, token: str) -> Any:
    try:
        pk, change = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise Http404 from None
    if pk != contact.pk:
        raise Http404
    return change


def _held_words(contact: Contact) -> str:
    if contact.is_family or contact.is_pinned:
        return f"{contact} is {'family' if contact.is_family else 'pinned'}: never below the floor."
    return f"{contact} is held up no longer."
