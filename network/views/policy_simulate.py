"""What a policy would do, before it is saved."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts import clock
from accounts.requests import SignedIn
from domain.linking import Policy, policy_sentences, settings_sentences
from network.forms.policy_draft import draft_typed
from network.forms.policy_sources import chosen_policy, packed
from network.models import Network
from network.queries.policies import about_me, current_policy
from network.queries.simulation import simulate
from network.views.policies import network_or_404, save_policy, show_choice
from network.views.policy_edit import TYPED, show_editor

LISTED = 50


@login_required
@require_POST
def policy_simulate(request: SignedIn, network: str) -> HttpResponse:
    where = network_or_404(network)
    if TYPED in request.POST:
        draft = draft_typed(where, request.POST)
        draft.check()
        if draft.policy is None:
            return show_editor(request, where, draft_typed(where, request.POST), status=422)
        return _show(request, draft.policy)
    try:
        return _show(request, _named(request, where))
    except ValueError as fault:
        return show_choice(request, where, str(fault), status=422)


def _named(request: SignedIn, network: Network) -> Policy:
    held = current_policy(request.user, network)
    policy = chosen_policy(request.POST, network, held, about_me(request.user))
    if policy is None:
        raise Http404
    return policy


def _show(request: SignedIn, policy: Policy) -> HttpResponse:
    context = {
        "network": Network(policy.network),
        "policy": policy,
        "sentences": policy_sentences(policy),
        "more": settings_sentences(policy),
        "packed": packed(policy),
        "found": simulate(request.user, policy, clock.today(request.user)),
        "held": current_policy(request.user, policy.network),
        "listed": LISTED,
    }
    return render(request, "network/policy_simulate.html", context)


@login_required
@require_POST
def policy_save(request: SignedIn, network: str) -> HttpResponseBase:
    where = network_or_404(network)
    if "draft" not in request.POST:
        raise Http404
    try:
        policy = chosen_policy({"draft": request.POST["draft"]}, where, None, about_me(request.user))
    except ValueError as fault:
        messages.error(request, str(fault))
    else:
        if policy is not None:
            save_policy(request, policy)
    return redirect("network:policies")
