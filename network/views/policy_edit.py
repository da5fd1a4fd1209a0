"""The editor of a policy: rules as sentences, beside them what they say."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedIn
from domain.linking import Outcome
from domain.linksentences import sentence_kinds
from network.forms.policies import VERDICTS
from network.forms.policy_draft import PolicyDraft, draft_told, draft_typed
from network.forms.policy_sources import chosen_policy
from network.forms.policy_steps import stepped
from network.models import Network
from network.queries.policies import about_me, current_policy
from network.views.policies import held_or_404, network_or_404
from ui.htmx import answer

REFUSED = 422
TYPED = "name"
"""A post that has this field comes from the editor."""
USUAL_CROWD = 12


@login_required
@require_http_methods(["GET", "POST"])
def policy_edit(request: SignedIn, network: str) -> HttpResponseBase:
    where = network_or_404(network)
    if TYPED in request.POST:
        return _typed(request, where)
    try:
        return show_editor(request, where, draft_told(_begun(request, where)))
    except ValueError as fault:
        messages.error(request, str(fault))
        return redirect("network:policies")


def _typed(request: SignedIn, network: Network) -> HttpResponse:
    draft, step = draft_typed(network, request.POST), request.POST.get("do", "")
    focus = stepped(draft.rules, step)
    if step == "words":
        draft.check()
        return render(request, "network/_policy_words.html", {"draft": draft})
    return show_editor(request, network, draft, focus=focus)


def _begun(request: SignedIn, network: Network) -> Any:
    """The policy to begin with: the one that a post names, else the one that holds."""
    if request.method == "GET":
        return held_or_404(request.user, network).policy
    held = current_policy(request.user, network)
    policy = chosen_policy(request.POST, network, held, about_me(request.user))
    if policy is None:
        raise Http404
    return policy


def show_editor(
    request: SignedIn, network: Network, draft: PolicyDraft, focus: str = "", status: int = 200
) -> HttpResponse:
    """The editor with what was typed and what is wrong with it."""
    draft.check()
    most = draft.form["at_most_present"].value()
    crowd = int(most) if str(most).isascii() and str(most).isdigit() else USUAL_CROWD
    kinds = sentence_kinds(crowd)
    never_admits = bool(draft.form["never_admits"].value())
    context: dict[str, Any] = {
        "network": network,
        "draft": draft,
        "kinds": kinds,
        "kind_of": {kind.fact: kind for kind in kinds},
        "verdicts": VERDICTS,
        "unasked": Outcome.ASK_WHERE_MET.value if never_admits else "",
        "focus": focus,
        "refused": _where(draft) if status == REFUSED else "",
    }
    return answer(request, "network/policy_edit.html", "network/_policy_editor.html", context, status=status)


def _where(draft: PolicyDraft) -> str:
    """Where something is wrong, such as "rule 2, rule 4 and the settings"."""
    places = [f"rule {at}" for at, rule in enumerate(draft.rules, 1) if rule.is_faulty]
    places += ["what stands beside the rules"] if draft.form.errors else []
    return " and ".join(part for part in (", ".join(places[:-1]), *places[-1:]) if part)
