"""One view for a page and for its fragment: how to answer a browser that asks through htmx."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event
from django_htmx.middleware import HtmxDetails


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page. Going back in history wants the whole page."""
    htmx = HtmxDetails(request)
    return bool(htmx) and not htmx.history_restore_request


def answer(
    request: HttpRequest,
    page: str,
    fragment: str,
    context: Mapping[str, Any],
    events: Iterable[str] = (),
    status: int = 200,
) -> HttpResponse:
    """The template `fragment` for htmx, with `events` for the panels that listen; else the whole `page`.

    Waiting messages go along with a fragment as toasts. A form with errors answers with status 422,
    which htmx swaps in like any other.
    """
    if wants_fragment(request):
        response = render(request, fragment, dict(context), status=status)
        response.write(_toasts(request))
        for event in events:
            trigger_client_event(response, event)
    else:
        response = render(request, page, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def go(request: HttpRequest, to: str, *args: Any) -> HttpResponseBase:
    """Leave for another page: a plain redirect, or for htmx one that the whole browser follows."""
    url = resolve_url(to, *args)
    return HttpResponseClientRedirect(url) if wants_fragment(request) else HttpResponseRedirect(url)


def came_from(request: HttpRequest, default: str) -> str:
    """The path of this site that a form's hidden `next` names, else the URL of `default`."""
    path = request.POST.get("next", "")
    allowed = {request.get_host()}
    if path.startswith("/") and url_has_allowed_host_and_scheme(
        path, allowed, require_https=request.is_secure()
    ):
        return path
    return resolve_url(default)


def _toasts(request: HttpRequest) -> str:
    messages = list(get_messages(request))
    return render_to_string("ui/_toasts.html", {"messages": messages}, request) if messages else ""


class HtmxLoginMiddleware:
    """When a session has ended, the whole browser goes to sign in; no form is swapped into a panel."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponseRedirect) and wants_fragment(request):
            login = resolve_url(settings.LOGIN_URL)
            if response.url.partition("?")[0] == login:
                return HttpResponseClientRedirect(f"{login}?{_way_back(request)}")
        return response


def _way_back(request: HttpRequest) -> str:
    page = HtmxDetails(request).current_url_abs_path
    return urlencode({"next": page or resolve_url(settings.LOGIN_REDIRECT_URL)})
