"""Who may know whom: the suggestions, and what the owner answers."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts import clock
from accounts.requests import SignedIn
from contacts.queries import contact_or_404
from contacts.services import accept_together, dismiss_together, undo_dismissal
from network.forms.ties import TogetherForm
from network.queries.seen_together import MOST, seen_together, told
from ui.htmx import came_from, go

PAIRS_A_PAGE = 20


@login_required
@require_GET
def ties(request: SignedIn) -> HttpResponse:
    return _page(request)


def _page(
    request: SignedIn, wrong: TogetherForm | None = None, pair: tuple[int, int] = (0, 0)
) -> HttpResponse:
    """The suggestions, with a form that could not be read in its place."""
    today = clock.today(request.user)
    pairs = seen_together(request.user, today)
    page = Paginator(pairs, PAIRS_A_PAGE).get_page(request.GET.get("page"))
    rows: list[dict[str, Any]] = []
    for number, found in enumerate(told(request.user, list(page.object_list), today)):
        is_wrong = wrong is not None and pair == (found.one.pk, found.other.pk)
        rows.append({"pair": found, "form": wrong if is_wrong else TogetherForm(auto_id=f"id_{number}_%s")})
    context = {"page": page, "rows": rows, "has_more": len(pairs) == MOST}
    return render(request, "network/ties.html", context, status=422 if wrong else 200)


@login_required
@require_POST
def together_accept(request: SignedIn, one: int, other: int) -> HttpResponseBase:
    first, second = contact_or_404(request.user, one), contact_or_404(request.user, other)
    form = TogetherForm(request.POST)
    if not form.is_valid():
        return _page(request, form, (min(one, other), max(one, other)))
    try:
        now = clock.now_for(request.user)
        said = form.cleaned_data
        tie = accept_together(owner=request.user, one=first, other=second, now=now, **said)
    except ValueError as error:
        messages.error(request, str(error))
    else:
        undo = f"undo:{reverse('contacts:tie_remove', args=[tie.pk])}" if tie.made_at == now else ""
        messages.success(request, f"{first} and {second} know each other.", extra_tags=undo)
    return go(request, came_from(request, "network:ties"))


@login_required
@require_POST
def together_dismiss(request: SignedIn, one: int, other: int) -> HttpResponseBase:
    first, second = contact_or_404(request.user, one), contact_or_404(request.user, other)
    try:
        dismiss_together(owner=request.user, one=first, other=second, now=clock.now_for(request.user))
    except ValueError as error:
        messages.error(request, str(error))
    else:
        undo = reverse("network:together_undo", args=[one, other])
        words = f"{first} and {second} do not know each other."
        messages.success(request, words, extra_tags=f"undo:{undo}")
    return go(request, came_from(request, "network:ties"))


@login_required
@require_POST
def together_undo(request: SignedIn, one: int, other: int) -> HttpResponseBase:
    first, second = contact_or_404(request.user, one), contact_or_404(request.user, other)
    undo_dismissal(owner=request.user, one=first, other=second)
    messages.info(request, f"{first} and {second} may know each other.")
    return go(request, came_from(request, "network:ties"))
