"""About me."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedIn
from network.forms.about import AboutForm, read_stays, told_by
from network.queries.policies import about_me as told_about
from network.services.about import save_about_me
from ui.htmx import go


@login_required
@require_http_methods(["GET", "POST"])
def about_me(request: SignedIn) -> HttpResponseBase:
    me, data = told_about(request.user), request.POST if request.method == "POST" else None
    form = AboutForm(data, initial=told_by(me))
    rows = {kind: read_stays(data, kind, getattr(me, kind)) for kind in ("employers", "schools")}
    is_valid = data is not None and all([form.is_valid(), *(one.is_valid() for one in rows.values())])
    if is_valid:
        stays = {kind: one.stays() for kind, one in rows.items()}
        save_about_me(owner=request.user, told=form.cleaned_data | stays)
        messages.success(request, "Saved.")
        return go(request, "network:about_me")

    context = {"form": form, "employers": rows["employers"], "schools": rows["schools"]}
    return render(request, "network/about_me.html", context, status=200 if data is None else 422)
