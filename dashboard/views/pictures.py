"""The page of pictures."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.requests import SignedIn
from dashboard.pictures.page import draw_again, pictures_page


@login_required
@require_GET
def pictures(request: SignedIn) -> HttpResponseBase:
    now = clock.now_for(request.user)
    if request.GET.get("draw") == "again":
        draw_again(request.user, now.date())
        return redirect("dashboard:pictures")
    context = {"today": now.date(), **pictures_page(request.user, now)}
    return render(request, "dashboard/pictures.html", context)
