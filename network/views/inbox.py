"""Requests, one card at a time."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.requests import SignedIn
from domain.linking import IN_WORDS, policy_sentences
from domain.linkreplies import TONES
from network.forms.decisions import REASONS
from network.models import LinkRequest
from network.queries.answered import LANGUAGES
from network.queries.conduct import conduct_of
from network.queries.inbox import Inbox, inbox
from network.queries.replies import Composer
from network.queries.requests import incoming_or_404
from network.queries.triage import Triaged, triage
from network.queries.ways import ways_of
from network.services.arrivals import is_owner
from network.services.decisions import RESTS_DAYS, newest_decision
from network.views.replying import composer_for


@login_required
@require_GET
def requests(request: SignedIn) -> HttpResponse:
    found = inbox(request.user, clock.today(request.user), None, request.GET.get("page"))
    if found.current is None:
        return render(request, "network/requests.html", {"inbox": found})
    return _show(request, incoming_or_404(request.user, found.current), found)


@login_required
@require_GET
def request_card(request: SignedIn, pk: int) -> HttpResponse:
    asked = incoming_or_404(request.user, pk)
    found = inbox(request.user, clock.today(request.user), pk, request.GET.get("page"))
    return _show(request, asked, found)


def _show(request: SignedIn, asked: LinkRequest, found: Inbox) -> HttpResponse:
    user, today = request.user, clock.today(request.user)
    triaged = triage(user, [asked], today)[0]
    composer = composer_for(request, triaged, request.GET.get("tone", ""), request.GET.get("language", ""))
    ways = ways_of(triaged, composer, request.GET.get("say", ""))
    context = {
        "inbox": found,
        "asked": asked,
        "triaged": triaged,
        "today": today,
        "composer": composer,
        "ways": ways,
    }
    return render(request, "network/requests.html", context | _beside(request, triaged, found, composer))


def _beside(request: SignedIn, triaged: Triaged, found: Inbox, composer: Composer) -> dict[str, Any]:
    """What the card shows beside the verdict and the reply."""
    asked, user, today = triaged.request, request.user, clock.today(request.user)
    sure = {asked.pk: triaged.contact_id} if triaged.is_sure and triaged.contact_id else {}
    after = (
        reverse("network:request_card", args=[found.after]) if found.after else reverse("network:requests")
    )
    return {
        "back": found.back.get(asked.pk, ""),
        "met_since": found.met_since.get(asked.pk, ""),
        "verdict_words": IN_WORDS[triaged.verdict.verdict] if triaged.verdict else "",
        "decision": newest_decision(request=asked) if asked.state != LinkRequest.State.OPEN else None,
        "is_me": is_owner(user, asked.network, asked.name, asked.key),
        "people": [one for one in triaged.known if one.contact_id],
        "sentences": policy_sentences(triaged.version.policy) if triaged.version else (),
        "conduct": conduct_of(user, [asked], sure)[asked.pk],
        "reasons": REASONS,
        "tones": TONES,
        "languages": LANGUAGES.items(),
        "next": f"{after}?{urlencode({'tone': composer.tone})}",
        "tomorrow": today + timedelta(days=1),
        "in_a_month": today + timedelta(days=RESTS_DAYS),
    }
