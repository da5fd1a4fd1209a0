"""How somebody behaved, put on record."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts import clock
from accounts.requests import SignedIn
from contacts.models import Contact
from contacts.queries import contact_or_404
from network.forms.conduct import ConductForm
from network.models import LinkRequest
from network.queries.conduct import conduct_or_404
from network.queries.requests import incoming_or_404
from network.services.conduct import drop_conduct, record_conduct
from ui.htmx import came_from, go


@login_required
@require_POST
def conduct_add(request: SignedIn, pk: int) -> HttpResponseBase:
    _record(request, contact_or_404(request.user, pk), None)
    return go(request, came_from(request, "network:review"))


@login_required
@require_POST
def conduct_add_request(request: SignedIn, pk: int) -> HttpResponseBase:
    asked = incoming_or_404(request.user, pk)
    contact = asked.contact if asked.contact and asked.contact.deleted_at is None else None
    _record(request, contact, asked)
    return go(request, came_from(request, "network:requests"))


def _record(request: SignedIn, contact: Contact | None, asked: LinkRequest | None) -> None:
    form = ConductForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say what it was: a pitch, spam, a flirt or an insult.")
        return
    now = clock.now_for(request.user)
    made = record_conduct(owner=request.user, contact=contact, request=asked, now=now, **form.cleaned_data)
    undo = reverse("network:conduct_drop", args=[made.pk])
    messages.success(request, f"On record: {made.behaviour}.", extra_tags=f"undo:{undo}")


@login_required
@require_POST
def conduct_drop(request: SignedIn, pk: int) -> HttpResponseBase:
    conduct = conduct_or_404(request.user, pk)
    drop_conduct(conduct=conduct)
    messages.info(request, f"No longer on record: {conduct.behaviour}.")
    return go(request, came_from(request, "network:review"))
