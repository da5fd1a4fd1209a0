"""The page on which the owner says what the columns of a table stand for."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedIn
from transfer import services
from transfer.formats import anycsv
from transfer.formats.faults import BadFile
from transfer.forms import ColumnsForm
from transfer.models import ImportRun
from transfer.queries import run_or_404
from transfer.services.uploads import open_stored


@login_required
@require_http_methods(["GET", "POST"])
def columns(request: SignedIn, pk: int) -> HttpResponseBase:
    """Guess and samples for a table that was looked at; what is said is looked at anew."""
    run = run_or_404(request.user, pk)
    if run.kind != anycsv.KIND or run.state != ImportRun.State.READY:
        raise Http404
    try:
        table = _table(run)
    except BadFile as fault:
        messages.error(request, str(fault))
        return redirect("transfer:report", pk)
    form = ColumnsForm(table, run.options.get("map", {}), request.POST or None)
    if form.is_valid():
        services.look_again_at(run=run, options={"map": form.chosen()})
        return redirect("transfer:report", pk)
    context = {"run": run, "form": form, "table": table}
    return render(request, "transfer/columns.html", context, status=422 if form.is_bound else 200)


def _table(run: ImportRun) -> anycsv.Table:
    with open_stored(run.stored_as, run.kind) as (upload, _):
        return anycsv.columns_of(upload)
