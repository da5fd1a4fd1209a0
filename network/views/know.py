"""Do I know…?"""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.requests import SignedIn
from contacts.queries import contact_or_404
from network import queries
from network.forms import KnowForm
from network.queries.alike import alike_of


@login_required
@require_GET
def know(request: SignedIn) -> HttpResponse:
    form = KnowForm(request.GET or None)
    search = queries.have_we_met(request.user, form.sought()) if form.is_bound and form.is_valid() else None
    return render(request, "network/know.html", {"form": form, "search": search})


@login_required
@require_GET
def alike(request: SignedIn, pk: int) -> HttpResponse:
    contact = contact_or_404(request.user, pk)
    context = {"contact": contact, "found": alike_of(request.user, contact)}
    return render(request, "network/alike.html", context)
