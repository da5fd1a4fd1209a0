"""Notes on a person, and their photo."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_GET, require_http_methods, require_POST

from accounts import clock
from accounts.requests import SignedIn
from contacts.forms import NoteForm, PhotoForm
from contacts.models import Note
from contacts.queries import contact_or_404, gone_note_or_404, note_or_404, photo_digest, photo_or_404
from contacts.services import NoPicture, index_contacts, remove_photo, set_photo
from contacts.services.photos import MAX_BYTES
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


def _photo_tag(request: HttpRequest, pk: int) -> str | None:
    """By what a browser asks whether its copy is still good; none for what is not theirs."""
    digest = photo_digest(request.user, pk) if request.user.is_authenticated else ""
    return f'"{digest}"' if digest else None


@login_required
@require_GET
@cache_control(private=True, no_cache=True)
@condition(etag_func=_photo_tag)
def photo(request: SignedIn, pk: int) -> HttpResponse:
    return _picture(photo_or_404(request.user, pk).data)


@login_required
@require_GET
@cache_control(private=True, no_cache=True)
@condition(etag_func=_photo_tag)
def photo_small(request: SignedIn, pk: int) -> HttpResponse:
    return _picture(photo_or_404(request.user, pk).small)


def _picture(data: bytes | memoryview) -> HttpResponse:
    """A picture that only its owner's browser keeps, and asks about each time: after signing out it is not shown."""
    return HttpResponse(bytes(data), content_type="image/jpeg")


@login_required
@require_POST
def photo_set(request: SignedIn, pk: int) -> HttpResponseBase:
    contact = contact_or_404(request.user, pk)
    form = PhotoForm(request.POST, request.FILES)

    if form.is_valid():
        try:
            data = form.cleaned_data["picture"].read(MAX_BYTES + 1)
            set_photo(contact=contact, data=data, now=clock.now())
        except NoPicture as error:
            form.add_error("picture", str(error))
    if form.errors:
        return render(request, "contacts/photo.html", {"form": form, "contact": contact}, status=422)
    messages.success(request, f"{contact.display} has a new photo.")
    return redirect("dashboard:person", contact.pk)


@login_required
@require_POST
def photo_remove(request: SignedIn, pk: int) -> HttpResponseBase:
    contact = contact_or_404(request.user, pk)
    remove_photo(contact=contact)
    messages.success(request, "The photo is gone.")
    return redirect("dashboard:person_edit", contact.pk)
