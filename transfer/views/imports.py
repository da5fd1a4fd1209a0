"""Bringing a file in: the page that tells how, and what it takes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import clock
from accounts.requests import SignedIn
from contacts.models import Circle
from transfer import services
from transfer.formats.faults import BadFile
from transfer.forms import NamesForm, UploadForm
from transfer.models import ImportRun
from transfer.queries import runs_of
from transfer.queries.matches import waiting_matches

RUNS_A_PAGE = 20


@login_required
@require_http_methods(["GET", "POST"])
def imports(request: SignedIn) -> HttpResponseBase:
    if request.method == "GET":
        return _show(request, UploadForm(), _names_form())
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            run = _begin(request, form)
        except (BadFile, services.Busy) as fault:
            form.add_error("export", f"Nothing was taken in. {fault}")
        else:
            return redirect("transfer:report", run.pk)
    return _show(request, form, _names_form(), status=422)


def _begin(request: SignedIn, form: UploadForm) -> ImportRun:
    """Look at the files first, unless they are to be taken in at once."""
    files, texts, now = form.uploads(), form.cleaned_data["texts"], clock.now_for(request.user)
    start = services.start_import if "at_once" in request.POST else services.start_look
    return start(owner=request.user, files=files, texts=texts, now=now)


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
    waiting = waiting_matches(request.user).count()
    context = {"upload": upload, "names": names, "page": page, "matches_waiting": waiting}
    return render(request, "transfer/imports.html", context, status=status)
