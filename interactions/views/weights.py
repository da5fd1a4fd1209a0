"""What counts how much: the page, its preview, and how far the rescoring is."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from accounts import clock
from accounts.requests import SignedIn
from domain.scale import SHIPPED, Scale, differences
from interactions.forms import WeightsForm
from interactions.models import Kind, Reweighing
from interactions.queries import reweighing_or_404, reweighings_of
from interactions.services import (
    Unchanged,
    begin_reweighing,
    current_scale,
    preview_reweighing,
    undo_reweighing,
)
from ui.htmx import wants_fragment

CHANGES_SHOWN = 10


@login_required
@require_http_methods(["GET", "POST"])
def weights(request: SignedIn) -> HttpResponseBase:
    scale = current_scale(request.user)
    if request.method == "GET":
        return _show(request, WeightsForm(scale=scale))
    if "shipped" in request.POST:
        return _save(request, SHIPPED)
    form = WeightsForm(request.POST, scale=scale)
    if not form.is_valid():
        return _show(request, form, status=422)
    if "preview" in request.POST:
        today = clock.today(request.user)
        preview = preview_reweighing(owner=request.user, scale=form.scale(), today=today)
        return _show(request, form, preview=preview)
    return _save(request, form.scale())


def _save(request: SignedIn, scale: Scale) -> HttpResponseBase:
    try:
        job = begin_reweighing(owner=request.user, scale=scale, now=clock.now_for(request.user))
    except Unchanged as fault:
        messages.info(request, str(fault))
    else:
        undo_url = reverse("interactions:weights_undo", args=[job.pk])
        messages.success(request, "Saved. Your book is being rescored.", extra_tags=f"undo:{undo_url}")
    return redirect("interactions:weights")


def _show(request: SignedIn, form: WeightsForm, status: int = 200, **more: Any) -> HttpResponse:
    changes = list(reweighings_of(request.user)[:CHANGES_SHOWN])
    past = [(job, _told(job)) for job in changes]
    context = {"form": form, "past": past, **_progress(_job(request)), **more}
    return render(request, "interactions/weights.html", context, status=status)


def _told(job: Reweighing) -> list[str]:
    """What a change changed: “Letter 0.5 → 1”."""
    before = Scale(job.weights_before, job.minutes_before)
    after = Scale(job.kind_weights, job.usual_minutes)
    return [
        f"{Kind(one.kind).label} {one.before:g} → {one.after:g}{'' if one.is_weight else ' minutes'}"
        for one in differences(before, after)
    ]


def _job(request: SignedIn) -> Reweighing | None:
    return reweighings_of(request.user).filter(state=Reweighing.State.WORKING).first()


def _progress(job: Reweighing | None) -> dict[str, Any]:
    share = min(1.0, job.done / job.total) if job and job.total else 0.0
    return {"job": job, "percent": int(99 * share)}


@login_required
@require_GET
def progress(request: SignedIn) -> HttpResponseBase:
    if not wants_fragment(request):
        return redirect("interactions:weights")
    job = _job(request)
    if job is None:
        return HttpResponseClientRefresh()
    return render(request, "interactions/_weights_progress.html", _progress(job))


@login_required
@require_POST
def undo(request: SignedIn, pk: int) -> HttpResponseBase:
    job = reweighing_or_404(request.user, pk)
    try:
        undo_reweighing(reweighing=job, now=clock.now_for(request.user))
    except ValueError as fault:
        messages.error(request, str(fault))
    return redirect("interactions:weights")
