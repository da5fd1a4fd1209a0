"""The checklist of links to end by hand."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import clock
from accounts.requests import SignedIn
from network import queries, services
from network.forms.howto import HowToForm
from network.models import Network, UnlinkTask
from network.queries.howto import steps_by_network
from network.queries.unlinks import muted_tasks
from network.services.howto import save_how_to
from ui.htmx import came_from, go

ROWS_A_PAGE = 50
DONE_SHOWN = 50


@login_required
@require_GET
def unlinks(request: SignedIn) -> HttpResponse:
    user = request.user
    page = Paginator(queries.open_tasks(user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    steps = steps_by_network(user)
    context = {
        "page": page,
        "rows": [(task, steps[task.link.network].of(task)) for task in page],
        "done": queries.done_tasks(user)[:DONE_SHOWN],
        "muted": muted_tasks(user)[:DONE_SHOWN],
    }
    return render(request, "network/unlinks.html", context)


@login_required
@require_POST
def unlink_done(request: SignedIn, pk: int) -> HttpResponseBase:
    task = queries.task_or_404(request.user, pk)
    services.tick_unlink(task=task, now=clock.now_for(request.user))
    undo_url = reverse("network:unlink_undo", args=[pk])
    words = "Muted" if task.kind == UnlinkTask.Kind.MUTE else "Unlinked"
    messages.success(request, f"{words}: {task.link.contact}.", extra_tags=f"undo:{undo_url}")
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


@login_required
@require_http_methods(["GET", "POST"])
def how(request: SignedIn) -> HttpResponseBase:
    form = HowToForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        network = Network(form.cleaned_data["network"])
        own = save_how_to(owner=request.user, network=network, text=form.cleaned_data["text"])
        whose = "your steps" if own else "our steps"
        messages.success(request, f"{network.label}: {whose} are shown from now on.")
        return go(request, came_from(request, "network:how_to"))
    status = 422 if request.method == "POST" else 200
    context = {"steps": steps_by_network(request.user).values(), "form": form}
    return render(request, "network/how_to.html", context, status=status)
