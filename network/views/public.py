"""The public policy page and its settings."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response, set_response_etag
from django.views.decorators.http import require_http_methods, require_safe

from accounts import clock
from accounts.requests import SignedIn
from domain.linking import policy_sentences
from network.forms.public import PublicForm
from network.models import Network, PolicyVersion, PublicPage
from network.queries.policies import current_policy
from network.queries.public import own_words, public_page_of, published_or_404
from network.services.public import new_address, publish

FIVE_MINUTES = 300


@login_required
@require_http_methods(["GET", "POST"])
def public_settings(request: SignedIn, network: str) -> HttpResponseBase:
    version = current_policy(request.user, network)
    if version is None:
        raise Http404
    page = public_page_of(request.user, network)
    never = version.policy.settings.never_admits
    form = PublicForm(_posted(request), initial=_initial(page), never_admits=never)
    if request.method == "POST" and form.is_valid():
        try:
            said = form.cleaned_data
            publish(owner=request.user, network=network, now=clock.now_for(request.user), **said)
        except ValueError as fault:
            form.add_error("address", str(fault))
        else:
            messages.success(request, "The page is on." if said["is_on"] else "The page is off.")
            return redirect("network:public_settings", network)
    context = {"form": form, "page": page} | _preview(version, page)
    return render(request, "network/public_settings.html", context, status=422 if form.errors else 200)


def _posted(request: HttpRequest) -> Any:
    """What was sent; the button for an unguessable address fills it in."""
    if request.method != "POST":
        return None
    data = request.POST.copy()
    if "unguessable" in data:
        data["address"] = new_address()
    return data


def _initial(page: PublicPage | None) -> dict[str, object]:
    if page is None:
        return {"address": new_address()}
    return {"address": page.address, "is_on": page.is_on, "asks_where_met": page.asks_where_met}


def _preview(version: PolicyVersion, page: PublicPage | None) -> dict[str, object]:
    """What the page shows, for its owner to read first."""
    return {
        "network": Network(version.network).label,
        "sentences": policy_sentences(version.policy),
        "words": own_words(version),
        "never_admits": version.policy.settings.never_admits,
        "shown_at": settings.BASE_URL + reverse("network:public_page", args=[page.address]) if page else "",
    }


@require_safe
def public_page(request: HttpRequest, address: str) -> HttpResponseBase:
    """The same bytes for everybody, so that any cache may keep them: the visitor is not looked at."""
    found = published_or_404(address)
    response = HttpResponse(render_to_string("network/public_page.html", {"shown": found}))
    response["Cache-Control"] = f"public, max-age={FIVE_MINUTES}"
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
