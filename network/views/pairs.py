"""Two of the owner's people who should meet."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts import clock
from accounts.requests import SignedIn, id_in
from contacts.queries import contact_or_404
from network.queries.pairs import dismissed_or_404, dismissed_pairs, pairs_to_introduce
from network.services.pairs import dismiss_pair, undo_dismissed_pair
from ui.htmx import came_from, go

DISMISSED_SHOWN = 50


@login_required
@require_GET
def pairs(request: SignedIn) -> HttpResponse:
    user, today = request.user, clock.today(request.user)
    context = {
        "pairs": pairs_to_introduce(user, today),
        "dismissed": dismissed_pairs(user)[:DISMISSED_SHOWN],
    }
    return render(request, "network/pairs.html", context)


@login_required
@require_POST
def pair_dismiss(request: SignedIn) -> HttpResponseBase:
    ids = [id_in(request.POST.get(name, "")) or 0 for name in ("first", "second")]
    one, other = (contact_or_404(request.user, pk) for pk in ids)
    try:
        row = dismiss_pair(owner=request.user, one=one, other=other, now=clock.now_for(request.user))
    except ValueError as error:
        messages.error(request, str(error))
        return go(request, came_from(request, "network:pairs"))
    undo = reverse("network:pair_undo", args=[row.pk])
    messages.success(request, f"Not these two: {one} and {other}.", extra_tags=f"undo:{undo}")
    return go(request, came_from(request, "network:pairs"))


@login_required
@require_POST
def pair_undo(request: SignedIn, pk: int) -> HttpResponseBase:
    row = dismissed_or_404(request.user, pk)
    undo_dismissed_pair(row=row)
    messages.info(request, f"{row.first} and {row.second} may be suggested again.")
    return go(request, came_from(request, "network:pairs"))
