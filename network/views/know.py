"""Do I know…?"""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.requests import SignedIn
from network import queries
from network.forms import KnowForm


@login_required
@require_GET
def know(request: SignedIn) -> HttpResponse:
    form = KnowForm(request.GET or None)
    search = queries.have_we_met(request.user, form.sought()) if form.is_bound and form.is_valid() else None
    return render(request, "network/know.html", {"form": form, "search": search})
