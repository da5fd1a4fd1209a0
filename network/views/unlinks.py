"""The checklist of links to end by hand."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts import clock
from accounts.requests import SignedIn
from network import queries, services
from ui.htmx import came_from, go

ROWS_A_PAGE = 50
DONE_SHOWN = 50


@login_required
@require_GET
def unlinks(request: SignedIn) -> HttpResponse:
    page = Paginator(queries.open_tasks(request.user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    done = queries.done_tasks(request.user)[:DONE_SHOWN]
    return render(request, "network/unlinks.html", {"page": page, "done": done})


@login_required
@require_POST
def unlink_done(request: SignedIn, pk: int) -> HttpResponseBase:
    task = queries.task_or_404(request.user, pk)
    services.tick_unlink(task=task, now=clock.now_for(request.user))
    undo_url = reverse("network:unlink_undo", args=[pk])
    messages.success(request, f"Unlinked: {task.link.contact}.", extra_tags=f"undo:{undo_url}")
    return go(request, came_from(request, "network:unlinks"))


@login_required
@require_POST
def unlink_undo(request: SignedIn, pk: int) -> HttpResponseBase:
    task = queries.task_or_404(request.user, pk)
    try:
        services.untick_unlink(task=task)
        messages.info(request, f"Back on the checklist: {task.link.contact}.")
    except ValueError as error:
        messages.error(request, str(error))
    return go(request, came_from(request, "network:unlinks"))
