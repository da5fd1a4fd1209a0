"""The frame around every page, signed in and signed out."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from accounts.models import User

pytestmark = pytest.mark.urls("tests.ui.addresses")


def asked(user: User | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get("/accounts/password/change/")
    request.user = user
    return request


def shell(user: User | AnonymousUser, name: str = "base.html", **context: object) -> str:
    return render_to_string(name, context, asked(user))


def test_a_signed_in_page_has_one_main_part_a_skip_link_and_a_way_out() -> None:
    html = shell(User(email="ada@example.org"))

    assert re.findall(r'<main [^>]*id="(\w+)"', html) == ["main"]
    assert html.count('<a class="skip" href="#main">') == 1
    assert html.count('<form method="post" action="/accounts/logout/">') == 1


def test_the_owners_theme_and_keys_are_set_on_the_root() -> None:
    user = User(email="ada@example.org", theme=User.Theme.DARK, letter_keys=False)

    assert '<html lang="en" data-theme="dark" data-keys="off">' in shell(user)


def test_without_a_choice_the_system_decides() -> None:
    assert '<html lang="en">' in shell(User(email="ada@example.org"))


def test_messages_become_toasts_with_their_undo() -> None:
    message = Message(constants.SUCCESS, "Logged <coffee>.", extra_tags="undo:/log/7/undo/")

    html = shell(User(email="ada@example.org"), messages=[message])

    assert "<p>Logged &lt;coffee&gt;.</p>" in html
    assert '<form method="post" action="/log/7/undo/">' in html
    assert '<input type="hidden" name="next" value="/accounts/password/change/">' in html


def test_a_stranger_sees_no_navigation() -> None:
    html = shell(AnonymousUser())

    assert "<nav" not in html
    assert "<dialog" in html
    assert 'id="quick-log"' not in html


def test_a_broken_page_needs_no_request() -> None:
    assert "<h1>Something broke</h1>" in render_to_string("500.html")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["login", "signup", "password/reset"])
def test_the_signed_out_pages_label_every_field(client: Client, path: str) -> None:
    html = client.get(f"/accounts/{path}/").content.decode()

    shown = re.findall(r'<input type="(?!hidden)[a-z]+"[^>]*id="(\w+)"', html)

    assert shown != []
    assert [field for field in shown if f'<label for="{field}">' not in html] == []


@pytest.mark.django_db
def test_sign_up_is_offered_only_while_it_is_open(client: Client, settings: Any) -> None:
    settings.SIGNUP_OPEN = False
    before = client.get("/accounts/login/").content.decode()

    User.objects.create_user(email="ada@example.org", password="a long enough phrase 7")
    after = client.get("/accounts/login/").content.decode()

    assert before.count("Make an account") == 1
    assert after.count("Make an account") == 0
