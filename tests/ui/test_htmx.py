from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import BaseStorage, Message
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.test import RequestFactory
from django.urls import reverse

from ui.htmx import HtmxLoginMiddleware, answer, came_from, go, wants_fragment

pytestmark = pytest.mark.urls("tests.ui.addresses")
HTMX = {"HX-Request": "true"}


class Waiting(BaseStorage):
    """Messages that live as long as the request."""

    def _get(self, *args: object, **kwargs: object) -> tuple[list[Message], bool]:
        return [], True

    def _store(self, messages: list[Message], response: HttpResponseBase, *args: object) -> list[Message]:
        return []


def asked(path: str = "/people/", **headers: str) -> HttpRequest:
    request = RequestFactory().get(path, headers=headers)
    request._messages = Waiting(request)
    return request


def answered(request: HttpRequest, **more: Any) -> HttpResponse:
    context = {"title": "Nobody here"}
    return answer(request, "ui/_nav_link.html", "ui/_empty.html", context, **more)


def test_a_browser_gets_the_page() -> None:
    response = answered(asked(), events=["interaction-logged"])

    assert response.content.strip() == b""
    assert response["Vary"] == "HX-Request"
    assert "HX-Trigger" not in response


def test_htmx_gets_the_fragment_and_the_events() -> None:
    response = answered(asked(**HTMX), events=["interaction-logged"], status=422)

    assert b"Nobody here" in response.content
    assert response["HX-Trigger"] == '{"interaction-logged": {}}'
    assert response.status_code == 422


def test_going_back_in_history_gets_the_page() -> None:
    assert wants_fragment(asked(**HTMX, **{"HX-History-Restore-Request": "true"})) is False


def test_waiting_messages_ride_along_as_toasts() -> None:
    request = asked(**HTMX)
    request._messages.add(constants.SUCCESS, "Logged <coffee>.", extra_tags="undo:/log/7/undo/")

    html = answered(request).content.decode()

    assert html.count('hx-swap-oob="beforeend:#toasts"') == 1
    assert "<p>Logged &lt;coffee&gt;.</p>" in html
    assert 'action="/log/7/undo/"' in html


def test_leaving_is_a_redirect_the_whole_browser_follows() -> None:
    assert go(asked(), "/people/")["Location"] == "/people/"
    assert go(asked(**HTMX), "/people/")["HX-Redirect"] == "/people/"


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("/people/?page=2", "/people/?page=2"),
        ("https://evil.example/", "/default/"),
        ("//evil.example/", "/default/"),
        ("javascript:alert(1)", "/default/"),
        ("dashboard:today", "/default/"),
        ("no page of that name", "/default/"),
        ("", "/default/"),
    ],
)
def test_only_paths_of_this_site_lead_back(given: str, path: str) -> None:
    request = RequestFactory().post("/undo/", {"next": given})

    assert came_from(request, "/default/") == path


def answering(location: str) -> Callable[[HttpRequest], HttpResponseBase]:
    return HtmxLoginMiddleware(lambda request: HttpResponseRedirect(location))


def test_a_lost_session_sends_the_whole_browser_to_sign_in() -> None:
    login = reverse("account_login")
    page = "http://testserver/people/?page=2"

    response = answering(f"{login}?next=/panel/")(asked("/panel/", **HTMX, **{"HX-Current-URL": page}))

    assert response["HX-Redirect"] == f"{login}?next=%2Fpeople%2F%3Fpage%3D2"
    assert "Location" not in response


def test_other_redirects_and_other_browsers_are_left_alone() -> None:
    login = reverse("account_login")

    assert answering("/people/")(asked(**HTMX))["Location"] == "/people/"
    assert answering(login)(asked())["Location"] == login
