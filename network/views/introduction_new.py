"""A new introduction, prefilled from the page one comes from."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts import clock
from accounts.requests import SignedIn, id_in
from contacts.models import Contact, Vouch
from contacts.queries import contact_or_404
from domain.introductions.steps import Way
from network.forms.introductions import IntroductionForm
from network.services.introductions import Between, start_introduction
from ui.htmx import go

LONGEST = 200


@login_required
@require_http_methods(["GET", "POST"])
def introduction_new(request: SignedIn) -> HttpResponseBase:
    user = request.user
    if request.method == "GET":
        people = _people(request)
        return _show(request, IntroductionForm(initial=_prefilled(request, people), owner=user), people)
    form = IntroductionForm(request.POST, owner=user)
    if not form.is_valid():
        return _show(request, form, {}, status=422)
    try:
        made, is_new = start_introduction(
            owner=user,
            between=Between(**form.people()),
            why=form.cleaned_data["why"],
            now=clock.now_for(user),
        )
    except ValueError as error:
        form.add_error(None, str(error))
        return _show(request, form, {}, status=422)
    if is_new:
        undo = reverse("network:introduction_remove", args=[made.pk])
        messages.success(request, "Planned. Nobody is asked until you do.", extra_tags=f"undo:{undo}")
    else:
        messages.info(request, "That introduction is under way already.")
    return go(request, "network:introduction", made.pk)


def _show(
    request: SignedIn, form: IntroductionForm, people: dict[str, Contact | None], status: int = 200
) -> HttpResponse:
    pair = [one for name in ("whom", "to") if (one := people.get(name)) and people.get("whom")]
    context = {
        "form": form,
        "broker": people.get("broker"),
        "unvouched": [one for one in pair if one.vouch != Vouch.YES],
    }
    return render(request, "network/introduction_new.html", context, status=status)


def _people(request: SignedIn) -> dict[str, Contact | None]:
    """Whom the address names by their ids; a stranger's person raises Http404."""
    ids = {name: id_in(request.GET.get(name, "")) for name in ("broker", "whom", "to", "through")}
    return {name: None if pk is None else contact_or_404(request.user, pk) for name, pk in ids.items()}


def _prefilled(request: SignedIn, people: dict[str, Contact | None]) -> dict[str, Any]:
    """The fields as the address names them."""
    to, through = people["to"], people["through"]
    one = people["broker"] or people["whom"]
    is_mine = people["whom"] is not None and people["broker"] is None
    return {
        "way": (Way.BY_ME if is_mine else Way.TO_ME).value,
        "one": one.display if one else "",
        "one_picked": one.pk if one else "",
        "to": to.display if to else request.GET.get("to_name", "")[:LONGEST],
        "to_picked": to.pk if to else "",
        "to_company": request.GET.get("company", "")[:LONGEST],
        "through": through.pk if through else None,
        "why": request.GET.get("why", "")[:LONGEST],
    }
