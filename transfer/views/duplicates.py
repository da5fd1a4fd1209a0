"""People who may stand in the book twice."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts import clock
from accounts.models import User
from accounts.requests import SignedIn
from contacts.queries import contact_or_404
from domain.duplicates import Pair
from transfer.queries.duplicates import is_quick, likely_pairs
from transfer.queries.faces import faces_of
from transfer.services.apart import forget_apart, hold_apart
from ui.htmx import came_from, go

PAIRS_A_PAGE = 10


@login_required
@require_GET
def duplicates(request: SignedIn) -> HttpResponse:
    """The pairs, best first. In a large book they are looked for by a second request, while the page is there."""
    if "look" not in request.GET and not is_quick(request.user):
        return render(request, "transfer/duplicates.html", {"is_looking": True})
    pairs = likely_pairs(request.user)
    page = Paginator(pairs, PAIRS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "pairs": _beside(request.user, list(page.object_list))}
    return render(request, "transfer/duplicates.html", context)


def _beside(user: User, pairs: list[Pair]) -> list[dict[str, Any]]:
    faces = faces_of(user, {pk for pair in pairs for pk in pair[:2]})
    both = [(pair, faces[pair.a], faces[pair.b]) for pair in pairs if pair.a in faces and pair.b in faces]
    return [
        {"pair": pair, "cards": ((one, one.beside(other)), (other, other.beside(one)))}
        for pair, one, other in both
    ]


@login_required
@require_POST
def apart(request: SignedIn, one: int, other: int) -> HttpResponseBase:
    first, second = contact_or_404(request.user, one), contact_or_404(request.user, other)
    try:
        hold_apart(owner=request.user, one=first, other=second, now=clock.now_for(request.user))
    except ValueError as fault:
        messages.error(request, str(fault))
    else:
        undo = reverse("transfer:apart_undo", args=[one, other])
        messages.success(request, f"{first} and {second} are two people.", extra_tags=f"undo:{undo}")
    return go(request, came_from(request, "transfer:duplicates"))


@login_required
@require_POST
def apart_undo(request: SignedIn, one: int, other: int) -> HttpResponseBase:
    first, second = contact_or_404(request.user, one), contact_or_404(request.user, other)
    forget_apart(owner=request.user, one=first, other=second)
    messages.info(request, f"{first} and {second} may be one person again.")
    return go(request, came_from(request, "transfer:duplicates"))
