"""What stands in files but in no database is out of what is read: NUL, and halves of letters."""

import json
from typing import Any

import pytest

from tests.samples.files import files
from tests.transfer.formats.given import items
from transfer.formats.kinds import format_of

NAMES = ("Lea", "Falk", "lea", "falk", "Owen", "lunch", "chess", "choir", "score")
MONICA = files()["monica"][1].decode()


def texts(value: Any) -> list[str]:
    """Every text in an item."""
    if isinstance(value, str):
        return [value]
    if hasattr(value, "__dataclass_fields__"):
        return [text for name in value.__dataclass_fields__ for text in texts(getattr(value, name))]
    return [text for one in value for text in texts(one)] if isinstance(value, list | tuple) else []


def assert_storable(found: Any) -> None:
    said = texts(list(found))
    assert said
    assert [text for text in said if "\0" in text or text != text.encode(errors="replace").decode()] == []


@pytest.mark.parametrize(
    "kind", ["vcard", "ics", "mbox", "whatsapp", "google", "thunderbird", "outlook", "csv"]
)
def test_nul_in_names_addresses_and_keys_of_text_files(kind: str) -> None:
    name, data = files()[kind]
    for word in NAMES:
        data = data.replace(word.encode(), word[:2].encode() + b"\0" + word[2:].encode())

    assert_storable(items(format_of(kind), data, name))


@pytest.mark.parametrize("code", ["\\ud800", "\\u0000"])
def test_escapes_in_json_of_monica(code: str) -> None:
    data = MONICA.replace("00000000-", f"00000000{code}-")
    assert data != MONICA

    assert_storable(items(format_of("monica"), data, "monica.json"))


@pytest.mark.parametrize("code", ["\\ud800", "\\u0000"])
def test_escapes_in_the_scripts_of_x(code: str) -> None:
    account = json.dumps([{"account": {"accountId": "1", "username": "owen", "accountDisplayName": "Owen~"}}])
    script = f"window.YTD.account.part0 = {account}".replace("~", code)

    assert_storable(items(format_of("x"), {"data/account.js": script}))


def test_encoded_words_of_mail_that_give_halves_of_letters() -> None:
    head = "From: =?utf-7?q?+2AA-Lea?= <lea@falk.example>\nTo: owen@reed.example\nSubject: x\n"

    assert_storable(items(format_of("mbox"), f"{head}Date: Mon, 02 Mar 2026 12:00:00 +0100\n\nx\n", "a.eml"))
