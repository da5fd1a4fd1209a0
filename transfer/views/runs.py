"""A run on its pages: looked at, under way, done, taken back."""

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRefresh

from accounts import clock
from accounts.requests import SignedIn
from transfer import services
from transfer.forms import OwnForm
from transfer.models import ImportRun
from transfer.queries import FAULTS_SHOWN, faults_of, progress_of, run_or_404, stayed_of
from transfer.queries.matches import waiting_matches
from transfer.queries.news import news_of
from transfer.queries.picture import picture
from transfer.queries.preview import preview_of
from transfer.queries.rows import has_rows, report_rows
from ui.htmx import wants_fragment

State = ImportRun.State


class Echo:
    """A file that gives back what is written to it, line by line."""

    def write(self, text: str) -> str:
        return text


@login_required
@require_GET
def report(request: SignedIn, pk: int) -> HttpResponse:
    run = run_or_404(request.user, pk)
    if run.state == State.READY:
        return _preview(request, run, OwnForm(initial={"own": ", ".join(run.options.get("own", []))}))
    return render(request, "transfer/report.html", _progress(run) if run.is_active else _report(request, run))


def _preview(request: SignedIn, run: ImportRun, form: OwnForm, status: int = 200) -> HttpResponse:
    context = {"run": run, "form": form, "preview": preview_of(run)}
    return render(request, "transfer/preview.html", context, status=status)


def _progress(run: ImportRun) -> dict[str, Any]:
    return {"run": run, "progress": progress_of(run)}


def _report(request: SignedIn, run: ImportRun) -> dict[str, Any]:
    today = clock.today(request.user)
    skips = sorted(run.counts.get("skips", {}).items(), key=lambda item: -item[1])
    faults = list(faults_of(run)[:FAULTS_SHOWN])
    return {
        "run": run,
        "today": today,
        "skips": skips,
        "faults": faults,
        "more_faults": run.counts.get("faults", 0) - len(faults),
        "stayed": stayed_of(run),
        "picture": picture(request.user, today) if run.state == State.DONE else None,
        "has_rows": has_rows(run),
        "matches_waiting": waiting_matches(request.user).count(),
        "news": news_of(run),
    }


@login_required
@require_GET
def progress(request: SignedIn, pk: int) -> HttpResponseBase:
    run = run_or_404(request.user, pk)
    if not wants_fragment(request):
        return redirect("transfer:report", pk)
    if not run.is_active:
        return HttpResponseClientRefresh()
    return render(request, "transfer/_progress.html", _progress(run))


@login_required
@require_GET
def rows(request: SignedIn, pk: int) -> HttpResponseBase:
    """What became of each row of the file, as a table to download."""
    run = run_or_404(request.user, pk)
    if not has_rows(run):
        raise Http404
    writer = csv.writer(Echo())
    lines: Iterator[str] = (writer.writerow(row) for row in report_rows(run))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{run.pk}.csv"'
    return response


@login_required
@require_POST
def own(request: SignedIn, pk: int) -> HttpResponseBase:
    """Say who one is in the file; it is then looked at anew."""
    run = run_or_404(request.user, pk)
    form = OwnForm(request.POST)
    if run.state == State.READY and not form.is_valid():
        return _preview(request, run, form, status=422)
    if run.state == State.READY:
        names = form.cleaned_data["own"]
        if form.cleaned_data["remember"]:
            services.remember_own(owner=request.user, own=names)
        services.look_again_at(run=run, options={"own": names})
    return redirect("transfer:report", pk)


@login_required
@require_POST
def go(request: SignedIn, pk: int) -> HttpResponseBase:
    """Take in what was looked at."""
    run = run_or_404(request.user, pk)
    try:
        services.go_ahead(run=run, now=clock.now_for(request.user))
    except services.Busy as fault:
        messages.error(request, str(fault))
    return redirect("transfer:report", pk)


@login_required
@require_POST
def cancel(request: SignedIn, pk: int) -> HttpResponseBase:
    run = run_or_404(request.user, pk)
    was_ready = run.state == State.READY
    if services.cancel(run=run, now=clock.now_for(request.user)) and was_ready:
        messages.success(request, "Left alone. Nothing of it was taken in.")
        return redirect("transfer:imports")
    return redirect("transfer:report", pk)


@login_required
@require_POST
def undo(request: SignedIn, pk: int) -> HttpResponseBase:
    run = run_or_404(request.user, pk)
    try:
        services.begin_undo(run=run, now=clock.now_for(request.user))
    except services.Busy as fault:
        messages.error(request, str(fault))
    return redirect(reverse("transfer:report", args=[pk]))
