"""The links of one person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts import clock
from accounts.requests import SignedIn
from contacts.queries import contact_or_404
from network import queries, services
from network.forms import EndForm, LinkForm
from ui.htmx import came_from, go


@login_required
@require_POST
def link_add(request: SignedIn, pk: int) -> HttpResponseBase:
    contact = contact_or_404(request.user, pk)
    form = LinkForm(request.POST, today=clock.today(request.user))
    if form.is_valid():
        try:
            link = services.link_contact(owner=request.user, contact=contact, **form.cleaned_data)
        except ValueError as error:
            form.add_error("network", str(error))

    if not form.is_valid():
        context = {"form": form, "contact": contact, "next": request.POST.get("next", "")}
        return render(request, "network/link_add.html", context, status=422)
    messages.success(request, f"Linked with {contact} on {link.get_network_display()}.")
    return go(request, came_from(request, "network:review"))


@login_required
@require_POST
def link_end(request: SignedIn, pk: int) -> HttpResponseBase:
    link = queries.link_or_404(request.user, pk)
    form = EndForm(request.POST, today=clock.today(request.user))
    if form.is_valid():
        services.end_link(link=link, on=form.cleaned_data["on"])
        words = f"No longer linked with {link.contact} on {link.get_network_display()}."
        messages.success(request, words, extra_tags=f"undo:{reverse('network:link_reopen', args=[pk])}")
    else:
        messages.error(request, str(form.errors["on"][0]))
    return go(request, came_from(request, "network:review"))


@login_required
@require_POST
def link_reopen(request: SignedIn, pk: int) -> HttpResponseBase:
    link = queries.link_or_404(request.user, pk)
    try:
        services.reopen_link(link=link)
        messages.info(request, f"Linked with {link.contact} again.")
    except ValueError as error:
        messages.error(request, str(error))
    return go(request, came_from(request, "network:review"))
