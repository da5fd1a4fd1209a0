"""Bringing a file in: the page that tells how, the report of each run, and taking one back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from accounts import clock
from accounts.requests import SignedIn
from contacts.models import Circle
from transfer import services
from transfer.formats.faults import BadFile
from transfer.forms import NamesForm, UploadForm
from transfer.models import ImportRun
from transfer.queries import FAULTS_SHOWN, faults_of, progress_of, run_or_404, runs_of, stayed_of
from transfer.queries.picture import picture
from ui.htmx import wants_fragment

RUNS_A_PAGE = 20


@login_required
@require_http_methods(["GET", "POST"])
def imports(request: SignedIn) -> HttpResponseBase:
    if request.method == "GET":
        return _show(request, UploadForm(), _names_form())
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            run = services.start_import(
                owner=request.user,
                files=form.uploads(),
                texts=form.cleaned_data["texts"],
                now=clock.now_for(request.user),
            )
        except (BadFile, services.Busy) as fault:
            form.add_error("export", f"Nothing was taken in. {fault}")
        else:
            return redirect("transfer:report", run.pk)
    return _show(request, form, _names_form(), status=422)


@login_required
@require_POST
def names(request: SignedIn) -> HttpResponseBase:
    form = NamesForm(request.POST)
    if not form.is_valid():
        return _show(request, UploadForm(), form, status=422)
    pasted = services.add_names(
        owner=request.user,
        names=form.cleaned_data["names"],
        circle=form.cleaned_data["circle"],
        now=clock.now_for(request.user),
    )
    messages.success(request, _told(pasted))
    return redirect("transfer:imports")


def _told(pasted: services.Pasted) -> str:
    count = len(pasted.added)
    words = f"Added {count} {'person' if count == 1 else 'people'}."
    return f"{words} In your book already: {', '.join(pasted.known[:5])}." if pasted.known else words


def _names_form() -> NamesForm:
    return NamesForm(initial={"circle": Circle.CLOSE})


def _show(request: SignedIn, upload: UploadForm, names: NamesForm, status: int = 200) -> HttpResponse:
    page = Paginator(runs_of(request.user), RUNS_A_PAGE).get_page(request.GET.get("page"))
    context = {"upload": upload, "names": names, "page": page}
    return render(request, "transfer/imports.html", context, status=status)


@login_required
@require_GET
def report(request: SignedIn, pk: int) -> HttpResponse:
    run = run_or_404(request.user, pk)
    return render(request, "transfer/report.html", _progress(run) if run.is_active else _report(request, run))


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
        "picture": picture(request.user, today) if run.state == ImportRun.State.DONE else None,
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
@require_POST
def undo(request: SignedIn, pk: int) -> HttpResponseBase:
    run = run_or_404(request.user, pk)
    try:
        services.begin_undo(run=run, now=clock.now_for(request.user))
    except services.Busy as fault:
        messages.error(request, str(fault))
    return redirect(reverse("transfer:report", args=[pk]))
