"""The secret parts of addresses stay out of the log."""

import logging

import pytest
from django.conf import settings

from crm.logs import HideSecrets

SECRET = "Vs_jZkDc3zkDeEVn7s2WlKcBKeaGNQkBquRB_h8mVTI"


def shown(words: str, *args: object) -> str:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, words, args, None)
    assert HideSecrets().filter(record) is True
    return record.getMessage()


@pytest.mark.parametrize(
    ("words", "args", "expected"),
    [
        ("%s: %s", ("Not Found", f"/feeds/{SECRET}.ics"), "Not Found: /feeds/….ics"),
        ("Too Many Requests: %s", (f"/feeds/{SECRET}.ics",), "Too Many Requests: /feeds/….ics"),
        ("%s", (f"/accounts/password/reset/key/1-{SECRET}/",), "/accounts/password/reset/key/…/"),
        ("Not Found: %s", ("/people/12/",), "Not Found: /people/12/"),
        ("Delivery %d was not sent: %s", (7, "no"), "Delivery 7 was not sent: no"),
        ("50%", (), "50%"),
    ],
)
def test_k3_a_line_keeps_its_words_but_no_secret(words, args, expected):
    assert shown(words, *args) == expected


def test_k3_every_handler_of_ours_hides_them():
    assert [handler["filters"] for handler in settings.LOGGING["handlers"].values()] == [["secrets"]]
