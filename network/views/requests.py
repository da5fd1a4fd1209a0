"""Who asks to be linked."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.requests import SignedIn
from network import queries

ROWS_A_PAGE = 50


@login_required
@require_GET
def requests(request: SignedIn) -> HttpResponse:
    waiting = queries.waiting_requests(request.user)
    page = Paginator(waiting, ROWS_A_PAGE).get_page(request.GET.get("page"))
    sent = Paginator(queries.sent_requests(request.user), ROWS_A_PAGE).get_page(request.GET.get("sent"))
    context = {
        "page": page,
        "cards": queries.request_cards(request.user, page.object_list),
        "sent": sent,
        "today": clock.today(request.user),
    }
    return render(request, "network/requests.html", context)
