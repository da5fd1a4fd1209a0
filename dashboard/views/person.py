"""One person: the page, the card to edit, deletion and the way back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import clock
from accounts.requests import SignedIn
from contacts.forms import (
    AddressFormSet,
    ContactForm,
    DateFormSet,
    IdentityFormSet,
    NoteForm,
    PhotoForm,
    PostFormSet,
)
from contacts.models import Contact, Identity
from contacts.queries import contact_or_404, photo_digest
from dashboard.pictures.course import person_course
from dashboard.queries import person_panels, timeline_page
from dashboard.services import save_card
from dashboard.standing import person_standing
from interactions.forms import LeftForm, RateForm
from interactions.queries import spoken_since
from network.forms import LinkForm
from reminders.forms import PauseForm
from reminders.queries import resting_of
from reminders.services import remove_person, restore_person
from ui.htmx import came_from


@login_required
@require_GET
def person(request: SignedIn, pk: int) -> HttpResponse:
    contact = contact_or_404(request.user, pk)
    today = clock.today(request.user)
    standing = person_standing(contact, today)
    context = {
        "contact": contact,
        "photo": photo_digest(request.user, pk),
        "today": today,
        "standing": standing,
        "rate_form": RateForm(today=today, about=standing.standing),
        "left_form": LeftForm(today=today),
        "course": person_course(request.user, contact, today, whole=request.GET.get("course") == "all"),
        "timeline": timeline_page(contact, request.GET.get("page")),
        "note_form": NoteForm(),
        "link_form": LinkForm(),
        "resting": resting_of(contact, today),
        "pause_form": PauseForm(today=today),
        **person_panels(request.user, contact, today),
    }
    return render(request, "dashboard/person.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponseBase:
    return _card(request, Contact(owner=request.user, given=request.GET.get("name", "")[:200]))


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int) -> HttpResponseBase:
    return _card(request, contact_or_404(request.user, pk))


def _card(request: SignedIn, contact: Contact) -> HttpResponseBase:
    form = ContactForm(request.POST or None, instance=contact)
    rows = _formsets(request, contact)

    is_valid = all([form.is_valid(), *(formset.is_valid() for formset in rows.values())])
    if request.method == "POST" and is_valid:
        save_card(form=form, rows=list(rows.values()), now=clock.now_for(request.user))
        messages.success(request, f"Saved {contact.display}.")
        return redirect("dashboard:person", contact.pk)
    has_photo = photo_digest(contact.owner, contact.pk)
    context = {"form": form, "contact": contact, "photo": has_photo, "photo_form": PhotoForm(), **rows}
    return render(
        request, "dashboard/person_edit.html", context, status=422 if request.method == "POST" else 200
    )


def _formsets(request: HttpRequest, contact: Contact) -> dict[str, Any]:
    data = request.POST if request.method == "POST" else None
    reach = Identity.objects.owned_by(contact.owner).exclude(kind=Identity.Kind.ALIAS)
    knows = {"contact": contact}
    return {
        "identities": IdentityFormSet(
            data, instance=contact, prefix="reach", queryset=reach, form_kwargs=knows
        ),
        "posts": PostFormSet(data, instance=contact, prefix="posts"),
        "addresses": AddressFormSet(data, instance=contact, prefix="addresses"),
        "dates": DateFormSet(data, instance=contact, prefix="dates"),
    }


@login_required
@require_POST
def remove(request: SignedIn, pk: int) -> HttpResponseBase:
    contact = contact_or_404(request.user, pk)
    remove_person(contact=contact, now=clock.now_for(request.user))
    undo = reverse("dashboard:person_restore", args=[pk])
    messages.success(request, f"Deleted {contact.display}.", extra_tags=f"undo:{undo}")
    return redirect("dashboard:people")


@login_required
@require_POST
def restore(request: SignedIn, pk: int) -> HttpResponseBase:
    contact = Contact.objects.removed_by(request.user).filter(pk=pk).first()
    if contact is None:
        raise Http404
    restore_person(contact=contact, now=clock.now_for(request.user), spoken=spoken_since)
    messages.success(request, f"{contact.display} is back.")
    return redirect(came_from(request, "dashboard:people"))
