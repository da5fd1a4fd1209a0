"""The export page, what it gives, and an archive that comes back."""

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contacts.models import Contact
from tests.factories import log, make_contact
from tests.transfer.archives import archive_of
from transfer.exports.out import FORMATS
from transfer.exports.person import OF_ONE

EXPORT, RESTORE = reverse("transfer:export"), reverse("transfer:restore")
pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def ada(alice: User, now: datetime) -> Contact:
    found = make_contact(alice, "Ada Lindqvist", now)
    log(found, date(2026, 3, 1), now)
    return found


def content(answer: Any) -> bytes:
    found = b"".join(answer.streaming_content)
    answer.close()
    return found


def upload(archive: bytes) -> dict[str, SimpleUploadedFile]:
    return {"archive": SimpleUploadedFile("rapport.zip", archive)}


def test_the_page_tells_of_every_way_out(as_alice: Client, ada: Contact) -> None:
    answer = as_alice.get(EXPORT)
    page = answer.content.decode()

    assert [out.label for out in FORMATS.values() if out.words not in page] == []
    assert "Restore an archive" not in page


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_downloaded_whole(name: str, as_alice: Client, ada: Contact) -> None:
    answer = as_alice.post(EXPORT, {"format": name})
    stem = "rapport-2026-03-12" if name == "archive" else f"rapport-{name}-2026-03-12"

    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="{stem}{FORMATS[name].ending}"'
    assert answer["Content-Type"].split(";")[0] == FORMATS[name].kind
    assert content(answer)


def test_nothing_is_left_behind(as_alice: Client, ada: Contact, uploads: Any) -> None:
    answer = as_alice.post(EXPORT, {"format": "archive"})
    with zipfile.ZipFile(io.BytesIO(content(answer))) as archive:
        assert "contacts.jsonl" in archive.namelist()
    assert list(uploads.iterdir()) == []


@pytest.mark.parametrize("said", [{}, {"format": ""}, {"format": "../etc"}, {"format": "subject"}])
def test_a_format_that_there_is_none_is_refused(said: dict[str, str], as_alice: Client) -> None:
    assert as_alice.post(EXPORT, said).status_code == 400


@pytest.mark.parametrize("name", OF_ONE)
def test_one_person_leaves_in_each_format(name: str, as_alice: Client, ada: Contact) -> None:
    answer = as_alice.post(reverse("transfer:export_person", args=[ada.pk]), {"format": name})

    assert answer["Content-Disposition"] == f'attachment; filename="Ada Lindqvist{OF_ONE[name].ending}"'
    assert content(answer)


def test_a_name_cannot_break_out_of_the_header(as_alice: Client, alice: User, now: datetime) -> None:
    eve = make_contact(alice, "Eve", now, display='Eve"\r\nSet-Cookie: a=b; ../../王')
    answer = as_alice.post(reverse("transfer:export_person", args=[eve.pk]), {"format": "markdown"})

    assert content(answer)
    assert "Set-Cookie" not in answer
    assert (
        answer["Content-Disposition"]
        == "attachment; filename*=utf-8''Eve%20Set-Cookie%20a%20b%20..%20..%20%E7%8E%8B.md"
    )


def test_a_person_of_somebody_else_is_not_found(as_bob: Client, ada: Contact) -> None:
    answer = as_bob.post(reverse("transfer:export_person", args=[ada.pk]), {"format": "subject"})
    assert answer.status_code == 404


def test_an_empty_account_takes_an_archive_back(
    as_bob: Client, bob: User, alice: User, ada: Contact, now: datetime
) -> None:
    assert "Restore an archive" in as_bob.get(EXPORT).content.decode()
    answer = as_bob.post(RESTORE, upload(archive_of(alice, now)), follow=True)

    assert "Restored 1 person and 1 interaction." in answer.content.decode()
    assert Contact.objects.owned_by(bob).get().display == "Ada Lindqvist"


def refused(answer: HttpResponse) -> str:
    assert answer.status_code == 422
    return answer.content.decode()


def test_an_account_in_use_takes_none(as_alice: Client, alice: User, ada: Contact, now: datetime) -> None:
    page = refused(as_alice.post(RESTORE, upload(archive_of(alice, now))))
    assert "Nothing was restored. This account is not empty: 1 in contacts" in page
    assert Contact.objects.owned_by(alice).count() == 1


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04", b"<html>"])
def test_what_is_no_archive_is_refused_in_words(data: bytes, as_bob: Client) -> None:
    assert "Nothing was restored." in refused(as_bob.post(RESTORE, upload(data)))


def test_no_file_is_told(as_bob: Client) -> None:
    assert "Choose an archive first." in refused(as_bob.post(RESTORE, {}))


def test_a_persons_page_offers_their_data(as_alice: Client, ada: Contact) -> None:
    page = as_alice.get(reverse("dashboard:person", args=[ada.pk])).content.decode()
    assert reverse("transfer:export_person", args=[ada.pk]) in page
