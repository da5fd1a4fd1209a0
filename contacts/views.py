"""Notes on a person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts import clock
from accounts.requests import SignedIn
from contacts.forms import NoteForm
from contacts.models import Note
from contacts.queries import contact_or_404, gone_note_or_404, note_or_404
from contacts.services import index_contacts
from ui.htmx import go


@login_required
@require_POST
def note_add(request: SignedIn, pk: int) -> HttpResponseBase:
    contact = contact_or_404(request.user, pk)
    form = NoteForm(request.POST, instance=Note(owner=request.user, contact=contact))

    if not form.is_valid():
        context = {"form": form, "contact": contact}
        return render(request, "contacts/note.html", context, status=422)
    form.save()
    index_contacts(owner=request.user, contact_ids=[contact.pk])
    return go(request, "dashboard:person", contact.pk)


@login_required
@require_http_methods(["GET", "POST"])
def note_edit(request: SignedIn, pk: int) -> HttpResponseBase:
    note = note_or_404(request.user, pk)
    form = NoteForm(request.POST or None, instance=note)

    if request.method == "POST" and form.is_valid():
        form.save()
        index_contacts(owner=request.user, contact_ids=[note.contact_id])
        return go(request, "dashboard:person", note.contact_id)
    context = {"form": form, "contact": note.contact, "note": note}
    return render(request, "contacts/note.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def note_remove(request: SignedIn, pk: int) -> HttpResponseBase:
    note = note_or_404(request.user, pk)
    note.deleted_at = clock.now()
    note.save(update_fields=["deleted_at"])
    index_contacts(owner=request.user, contact_ids=[note.contact_id])
    undo = reverse("contacts:note_restore", args=[pk])
    messages.success(request, "Note deleted.", extra_tags=f"undo:{undo}")
    return redirect("dashboard:person", note.contact_id)


@login_required
@require_POST
def note_restore(request: SignedIn, pk: int) -> HttpResponseBase:
    note = gone_note_or_404(request.user, pk)
    note.deleted_at = None
    note.save(update_fields=["deleted_at"])
    index_contacts(owner=request.user, contact_ids=[note.contact_id])
    messages.success(request, "The note is back.")
    return redirect("dashboard:person", note.contact_id)
