"""“Where have we met?”, asked of strangers on a public policy page."""

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import clock
from network.forms.public import WhereForm
from network.models import PublicPage
from network.queries.public import published_or_404, takes_claims
from network.services.public import may_claim, take_claim


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def public_where(request: HttpRequest, address: str) -> HttpResponseBase:
    """Answers alike whoever asks and whatever is known of them."""
    shown = published_or_404(address)
    if not shown.asks_where_met:
        raise Http404
    form = WhereForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "shown": shown, "is_sent": "sent" in request.GET}
    if request.method != "POST":
        return render(request, "network/public_where.html", context)
    if not form.is_valid():
        return render(request, "network/public_where.html", context, status=422)
    if not _is_within_limits(request, shown.page):
        response = render(request, "network/public_busy.html", {"shown": shown}, status=429)
        response["Retry-After"] = "3600"
        return response
    if not form.is_of_a_machine:
        take_claim(page=shown.page, now=clock.now_for(shown.page.owner), **form.claim())
    return redirect(f"{request.path}?sent=1")


def _is_within_limits(request: HttpRequest, page: PublicPage) -> bool:
    now, client = clock.now(), get_adapter(request).get_client_ip(request)
    return takes_claims(page, now) and may_claim(client=client, now=now)
