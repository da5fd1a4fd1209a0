"""What holds for every page: what browsers and proxies are told, and how much may be sent to it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class PrivatePagesMiddleware:
    """Pages of a signed-in owner are never stored by a proxy, the back button, or a search engine."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "Cache-Control" not in response and request.user.is_authenticated:
            response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response


class BoundedBodyMiddleware:
    """Refuses what is larger than any page takes, before a byte of it is read (413)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = request.META.get("CONTENT_LENGTH") or "0"
        if told.isdigit() and int(told) > settings.LARGEST_BODY:
            return render(request, "413.html", {"most": settings.LARGEST_BODY // 2**20}, status=413)
        return self.get_response(request)
