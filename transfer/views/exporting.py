"""Taking everything out again, and an archive back into an empty account."""

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse, HttpResponseBadRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import clock
from accounts.requests import SignedIn
from contacts.queries import contact_or_404
from transfer.exports.filenames import safe_name
from transfer.exports.out import FORMATS
from transfer.exports.person import OF_ONE
from transfer.formats.faults import BadFile
from transfer.formats.members import Limits
from transfer.forms.archives import ExportForm, PersonExportForm, RestoreForm
from transfer.services.emptiness import NotEmpty, is_empty
from transfer.services.restoring import Restored, restore_archive

UPLOADED = Limits(entries=20_000)
"""What is restored while a page waits; larger archives are restored by the command."""


@login_required
@require_http_methods(["GET", "POST"])
def export(request: SignedIn) -> HttpResponseBase:
    if request.method == "GET":
        return _show(request, RestoreForm())
    form = ExportForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest("There is no such format.")
    out, now = FORMATS[form.cleaned_data["format"]], clock.now_for(request.user)
    name = f"{_file_name(form.cleaned_data['format'], now.date())}{out.ending}"
    return _download(lambda file: out.write(request.user, file, now), name, out.kind)


@login_required
@require_POST
def export_person(request: SignedIn, pk: int) -> HttpResponseBase:
    contact = contact_or_404(request.user, pk)
    form = PersonExportForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest("There is no such format.")
    out, now = OF_ONE[form.cleaned_data["format"]], clock.now_for(request.user)
    name = f"{safe_name(contact.display)}{out.ending}"
    return _download(lambda file: out.write(contact, file, now), name, out.kind)


@login_required
@require_POST
def restore(request: SignedIn) -> HttpResponseBase:
    form = RestoreForm(request.POST, request.FILES)
    if form.is_valid():
        file, now = form.cleaned_data["archive"], clock.now_for(request.user)
        try:
            restored = restore_archive(
                owner=request.user, source=file.file, now=now, filename=file.name, limits=UPLOADED
            )
        except (BadFile, NotEmpty) as fault:
            form.add_error("archive", f"Nothing was restored. {fault}")
        else:
            _tell(request, restored)
            return redirect("dashboard:people")
    return _show(request, form, status=422)


def _tell(request: SignedIn, restored: Restored) -> None:
    people, happened = restored.counts["contacts"], restored.counts["interactions"]
    persons = "1 person" if people == 1 else f"{people:,} people"
    interactions = "1 interaction" if happened == 1 else f"{happened:,} interactions"
    messages.success(request, f"Restored {persons} and {interactions}.")
    for words in restored.told[:5]:
        messages.warning(request, words)


def _file_name(name: str, today: date) -> str:
    return f"rapport-{today.isoformat()}" if name == "archive" else f"rapport-{name}-{today.isoformat()}"


def _download(write: Callable[[BinaryIO], int], name: str, kind: str) -> FileResponse:
    """The file as a download: written to a place without a name, which goes when it was sent or was given up."""
    folder = Path(settings.UPLOAD_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  # the answer closes it once it was sent
    try:
        write(file)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return FileResponse(file, as_attachment=True, filename=name, content_type=kind)


def _show(request: SignedIn, form: RestoreForm, status: int = 200) -> HttpResponse:
    context = {"formats": FORMATS, "restore": form, "is_empty": is_empty(request.user)}
    return render(request, "transfer/export.html", context, status=status)
