"""The page of pictures."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.requests import SignedIn
from dashboard.pictures.page import pictures_page


@login_required
@require_GET
def pictures(request: SignedIn) -> HttpResponse:
    today = clock.today(request.user)
    return render(request, "dashboard/pictures.html", {"today": today, **pictures_page(request.user, today)})
