"""Making one person of two, and the way back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import clock
from accounts.requests import SignedIn
from contacts.queries import contact_or_404, search_contacts
from network.queries.alike import alike_of
from transfer.forms.merging import MergeForm, NameForm
from transfer.queries.faces import faces_of
from transfer.queries.matches import merge_or_404
from transfer.queries.together import what_comes_together
from transfer.services.merging import Refused, merge_people, undo_merge
from ui.htmx import came_from, go

FOUND_AT_MOST = 12


@login_required
@require_GET
def pick(request: SignedIn, pk: int) -> HttpResponse:
    contact = contact_or_404(request.user, pk)
    form = NameForm(request.GET or None)
    asked = form.cleaned_data["name"] if form.is_bound and form.is_valid() else ""
    others = search_contacts(request.user, asked).exclude(pk=pk)[:FOUND_AT_MOST] if asked else []
    likely = [] if asked else alike_of(request.user, contact)
    context = {"contact": contact, "form": form, "asked": asked, "others": others, "likely": likely}
    return render(request, "transfer/merge_pick.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def merge(request: SignedIn, one: int, other: int) -> HttpResponseBase:
    kept, gone = contact_or_404(request.user, one), contact_or_404(request.user, other)
    form = MergeForm(request.POST if request.method == "POST" else None, kept=kept, gone=gone)
    if kept == gone:
        return redirect("transfer:merge_pick", kept.pk)
    if request.method == "POST" and form.is_valid():
        try:
            return _merged(request, form)
        except Refused as fault:
            form.add_error(None, str(fault))
    faces = faces_of(request.user, {kept.pk, gone.pk})
    context = {
        "form": form,
        "kept": kept,
        "gone": gone,
        "cards": [(faces[a.pk], faces[a.pk].beside(faces[b.pk])) for a, b in ((kept, gone), (gone, kept))],
        "together": what_comes_together(request.user, kept, gone),
    }
    return render(request, "transfer/merge.html", context, status=422 if form.errors else 200)


def _merged(request: SignedIn, form: MergeForm) -> HttpResponseBase:
    done = merge_people(
        owner=request.user,
        kept=form.kept,
        gone=form.gone,
        chosen=form.chosen,
        now=clock.now_for(request.user),
    )
    undo = reverse("transfer:merge_undo", args=[done.pk])
    words = f"{form.gone} and {form.kept} are one person now."
    messages.success(request, words, extra_tags=f"undo:{undo}")
    return redirect("dashboard:person", done.kept_id)


@login_required
@require_POST
def undo(request: SignedIn, pk: int) -> HttpResponseBase:
    done = merge_or_404(request.user, pk)
    try:
        stayed = undo_merge(merge=done, now=clock.now_for(request.user))
    except Refused as fault:
        messages.error(request, str(fault))
    else:
        done.kept.refresh_from_db()
        words = f"{done.kept} and {done.gone} are two people again."
        more = f" What is newer stays with {done.kept}: {', '.join(stayed)}." if stayed else ""
        messages.info(request, words + more)
    return go(request, came_from(request, "transfer:duplicates"))
