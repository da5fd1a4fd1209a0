"""Being asked to recommend or introduce somebody."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.requests import SignedIn
from contacts.queries import contact_or_404
from network.queries.refusals import refusal_for
from network.views.introductions import CHOICES

ASKERS = (("them", "They ask themselves"), ("others", "Somebody asks about them"))


@login_required
@require_GET
def refusal(request: SignedIn, pk: int) -> HttpResponse:
    contact = contact_or_404(request.user, pk)
    asked = [request.GET.get(name, "") for name in ("who", "tone", "language")]
    context = {
        "contact": contact,
        "refusal": refusal_for(request.user, contact, *asked),
        "askers": ASKERS,
    }
    return render(request, "network/refusal.html", context | CHOICES)
