"""Policies: one for each network, chosen from presets, in versions, and how far the owner keeps to them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts import clock
from accounts.models import User
from accounts.requests import SignedIn
from domain.linking import Policy, policy_sentences
from domain.linkpresets import PRESETS, preset
from domain.linkquestions import QUESTIONS
from network.models import Network, PolicyVersion
from network.queries.drift import drift
from network.queries.policies import current_policy
from network.queries.policycards import policy_cards
from network.queries.sweep import sweep_counts
from network.queries.versions import editions, version_before, version_or_404
from network.services.policies import save_version
from ui.htmx import came_from, go


@login_required
@require_GET
def policies(request: SignedIn) -> HttpResponse:
    cards = policy_cards(request.user)
    used = [card for card in cards if card.is_used]
    _, _, open_questions = sweep_counts(request.user)
    context = {
        "cards": used or cards,
        "others": [card for card in cards if used and not card.is_used],
        "has_links": any(card.links for card in cards),
        "open_questions": open_questions,
    }
    return render(request, "network/policies.html", context)


@login_required
@require_GET
def policy_choose(request: SignedIn) -> HttpResponse:
    network = request.GET.get("network") or Network.LINKEDIN.value
    return show_choice(request, network_or_404(network))


def show_choice(request: SignedIn, network: Network, fault: str = "", status: int = 200) -> HttpResponse:
    """The presets and the four questions; with a fault, what was answered stays answered."""
    presets = [(slug, one, policy_sentences(preset(slug, network))) for slug, one in PRESETS.items()]
    asked = [(question, request.POST.get(question.key, "")) for question in QUESTIONS]
    context: dict[str, Any] = {
        "network": network,
        "networks": list(Network),
        "presets": presets,
        "questions": asked,
        "fault": fault,
        "held": current_policy(request.user, network),
    }
    return render(request, "network/policy_choose.html", context, status=status)


@login_required
@require_GET
def policy_versions(request: SignedIn, network: str) -> HttpResponse:
    found = editions(request.user, network_or_404(network))
    if not found:
        raise Http404
    context = {"network": Network(network), "editions": found}
    return render(request, "network/policy_versions.html", context)


@login_required
@require_GET
def policy_drift(request: SignedIn, network: str) -> HttpResponse:
    version = held_or_404(request.user, network)
    context = {
        "network": Network(network),
        "version": version,
        "drift": drift(request.user, network),
        "today": clock.today(request.user),
    }
    return render(request, "network/policy_drift.html", context)


@login_required
@require_POST
def policy_use(request: SignedIn, pk: int) -> HttpResponseBase:
    version = version_or_404(request.user, pk)
    save_policy(request, version.policy)
    return go(request, came_from(request, "network:policies"))


def save_policy(request: SignedIn, policy: Policy) -> None:
    """Let these rules hold, and say so; undo brings the ones before back."""
    before = current_policy(request.user, policy.network)
    version = save_version(owner=request.user, policy=policy, now=clock.now_for(request.user))
    words = f"{version.name} holds on {version.get_network_display()}, as version {version.number}."
    if before is not None and before.pk == version.pk:
        messages.info(request, f"Nothing changed: {words}")
        return
    older = version_before(version)
    tags = f"undo:{reverse('network:policy_use', args=[older.pk])}" if older else ""
    messages.success(request, words, extra_tags=tags)


def network_or_404(text: str) -> Network:
    if text not in Network.values:
        raise Http404
    return Network(text)


def held_or_404(user: User, network: str) -> PolicyVersion:
    version = current_policy(user, network_or_404(network))
    if version is None:
        raise Http404
    return version
