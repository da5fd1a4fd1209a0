"""The owner decides about a request, says who and why, and takes it back."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts import clock
from accounts.requests import SignedIn, id_in
from contacts.models import Contact
from contacts.queries import contact_or_404
from domain.linkoutcomes import outcome as read_outcome
from network.forms.decisions import NEW, DecideForm, ReasonForm
from network.models import Decision, LinkRequest
from network.queries.decisions import decision_or_404
from network.queries.requests import incoming_or_404
from network.queries.triage import triage
from network.services.decisions import decide_request, undo_decision
from network.services.senders import say_who, say_why
from network.views.replying import composer_for
from network.views.telling import tell_decision, undone_words
from ui.htmx import came_from, go


@login_required
@require_POST
def request_decide(request: SignedIn, pk: int) -> HttpResponseBase:
    asked = incoming_or_404(request.user, pk)
    form = DecideForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose one of the buttons, and for later a day.")
        return go(request, "network:request_card", pk)
    try:
        made = _decide(request, form, asked)
    except ValueError as error:
        messages.error(request, str(error))
        return go(request, "network:request_card", pk)
    tell_decision(request, made, form.cleaned_data["copied"])
    return go(request, came_from(request, "network:requests"))


def _decide(request: SignedIn, form: DecideForm, asked: LinkRequest) -> Decision:
    told, now = form.cleaned_data, clock.now_for(request.user)
    said = read_outcome(told["outcome"])
    triaged = triage(request.user, [asked], now.date())[0]
    composer = composer_for(request, triaged, told["tone"], told["language"])
    reply = told["reply"] if told["said"] == said else composer.texts[said]
    contact = _picked(request, told["contact"])
    return decide_request(
        triaged=replace(triaged, contact_id=None) if told["contact"] == NEW else triaged,
        outcome=said,
        reply=reply,
        template=f"{said} {composer.tone} {composer.language}" if reply.strip() else "",
        now=now,
        again_on=told["again_on"],
        contact=contact,
    )


def _picked(request: SignedIn, text: str) -> Contact | None:
    pk = id_in(text)
    return None if pk is None else contact_or_404(request.user, pk)


@login_required
@require_POST
def decision_undo(request: SignedIn, pk: int) -> HttpResponseBase:
    decision = decision_or_404(request.user, pk)
    is_whole = undo_decision(decision=decision, now=clock.now_for(request.user))
    messages.info(request, undone_words(decision, is_whole=is_whole))
    return go(request, "network:request_card", decision.request_id)


@login_required
@require_POST
def request_who(request: SignedIn, pk: int, contact: int) -> HttpResponseBase:
    asked = incoming_or_404(request.user, pk)
    before = asked.contact_id or 0
    person = contact_or_404(request.user, contact) if contact else None
    try:
        say_who(request=asked, contact=person, now=clock.now_for(request.user))
    except ValueError as error:
        messages.error(request, str(error))
        return go(request, "network:request_card", pk)
    undo = reverse("network:request_who", args=[pk, before])
    words = f"{asked.name or asked.key} is {person}." if person else "Nobody in your book, then."
    messages.success(request, words, extra_tags=f"undo:{undo}")
    return go(request, "network:request_card", pk)


@login_required
@require_POST
def request_why(request: SignedIn, pk: int) -> HttpResponseBase:
    asked = incoming_or_404(request.user, pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        say_why(request=asked, reason=form.cleaned_data["reason"])
        messages.success(request, "Noted why they ask.")
    else:
        messages.error(request, "Choose one of the reasons.")
    return go(request, came_from(request, "network:requests"))
