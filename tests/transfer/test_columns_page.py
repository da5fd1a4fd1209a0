"""The owner says what the columns of a table stand for, before anything of it is written."""

import io
from html import unescape

import pytest
from django.test import Client

from accounts.models import User
from contacts.models import Contact, Identity
from tests.conftest import NOON
from transfer.models import ImportRun
from transfer.services import go_ahead, start_look, take_turn

pytestmark = pytest.mark.usefixtures("now")
TABLE = "Name,Sonstiges,Mail\nLea Falk,Halden AG,lea@falk.example\nOtis Osei,,otis@osei.example\n"


def work(run: ImportRun) -> ImportRun:
    take_turn(run_id=run.pk, clock=lambda: NOON)
    run.refresh_from_db()
    return run


@pytest.fixture
def run(alice: User) -> ImportRun:
    files = [("people.csv", io.BytesIO(TABLE.encode()))]
    return work(start_look(owner=alice, files=files, texts=False, now=NOON))


def page(client: Client, run: ImportRun) -> str:
    return unescape(" ".join(client.get(f"/import/{run.pk}/columns/").content.decode().split()))


def test_the_page_shows_each_column_with_its_guess_and_its_first_cells(
    as_alice: Client, run: ImportRun
) -> None:
    shown = page(as_alice, run)

    assert "Lea Falk · Otis Osei" in shown
    assert "lea@falk.example · otis@osei.example" in shown
    assert shown.count("selected") == 3
    for field in ("name", "ignore", "email"):
        assert f'<option value="{field}" selected>' in shown


def test_what_is_said_is_looked_at_anew_and_then_taken_in(
    as_alice: Client, alice: User, run: ImportRun
) -> None:
    answer = as_alice.post(
        f"/import/{run.pk}/columns/", {"column_0": "name", "column_1": "organisation", "column_2": "ignore"}
    )
    run.refresh_from_db()

    assert (answer.status_code, answer["Location"]) == (302, f"/import/{run.pk}/")
    assert run.options["map"] == {"Name": "name", "Sonstiges": "organisation", "Mail": "ignore"}
    assert (run.state, Contact.objects.count()) == ("looking", 0)
    assert work(run).state == "ready"
    assert '<option value="organisation" selected>' in page(as_alice, run)
    go_ahead(run=run, now=NOON)
    assert work(run).state == "done"
    lea = Contact.objects.get(display="Lea Falk")
    assert [post.organisation for post in lea.posts.all()] == ["Halden AG"]
    assert Identity.objects.count() == 0


def test_somebody_has_to_be_named(as_alice: Client, run: ImportRun) -> None:
    answer = as_alice.post(
        f"/import/{run.pk}/columns/", {"column_0": "ignore", "column_1": "note", "column_2": "spoon"}
    )
    run.refresh_from_db()

    assert (answer.status_code, run.options.get("map"), run.state) == (422, None, "ready")
    answer = as_alice.post(
        f"/import/{run.pk}/columns/", {"column_0": "ignore", "column_1": "note", "column_2": "tags"}
    )
    assert "Choose at least one column that tells who it is" in answer.content.decode()


@pytest.mark.parametrize("change", [{"kind": "google"}, {"state": "done"}, {"state": "looking"}])
def test_there_is_no_such_page_for_other_files_and_after_the_word_was_given(
    as_alice: Client, run: ImportRun, change: dict[str, str]
) -> None:
    ImportRun.objects.filter(pk=run.pk).update(**change)

    assert as_alice.get(f"/import/{run.pk}/columns/").status_code == 404


def test_looking_changes_nothing_and_cells_are_shown_as_text(as_alice: Client, alice: User) -> None:
    files = [("people.csv", io.BytesIO(b"Name,<b>x</b>\n<img onerror=x>,=cmd()\n"))]
    run = work(start_look(owner=alice, files=files, texts=False, now=NOON))
    before = list(ImportRun.objects.values())

    content = as_alice.get(f"/import/{run.pk}/columns/").content.decode()

    assert "&lt;img onerror=x&gt;" in content
    assert "<img onerror" not in content
    assert list(ImportRun.objects.values()) == before


def test_a_table_that_nobody_can_guess_waits_for_its_columns_and_is_then_taken_in(
    as_alice: Client, alice: User
) -> None:
    files = [("osoby.csv", io.BytesIO("Imię i nazwisko,Kolor\nLea Falk,red\n".encode()))]
    run = work(start_look(owner=alice, files=files, texts=False, now=NOON))

    assert run.state == "ready"
    as_alice.post(f"/import/{run.pk}/columns/", {"column_0": "name", "column_1": "ignore"})
    run = work(run)
    go_ahead(run=run, now=NOON)
    work(run)

    assert list(Contact.objects.values_list("display", flat=True)) == ["Lea Falk"]


def test_b4_a_stranger_neither_sees_nor_says_what_the_columns_are(as_bob: Client, run: ImportRun) -> None:
    address, before = f"/import/{run.pk}/columns/", list(ImportRun.objects.values())

    assert [as_bob.get(address).status_code, as_bob.post(address, {"column_0": "name"}).status_code] == [
        404,
        404,
    ]
    assert list(ImportRun.objects.values()) == before


def test_a_table_in_words_of_its_own_is_not_taken_in_before_its_columns_are_chosen(
    as_alice: Client, alice: User
) -> None:
    files = [("list.csv", io.BytesIO(b"Spalte A|Spalte B\nLea Falk|ja\n"))]
    run = work(start_look(owner=alice, files=files, texts=False, now=NOON))
    shown = unescape(as_alice.get(f"/import/{run.pk}/").content.decode())

    assert "Choose the columns" in shown
    assert (shown.count("Take it in"), shown.count("Rows worth a look")) == (0, 0)
    as_alice.post(f"/import/{run.pk}/columns/", {"column_0": "name", "column_1": "note"})
    work(run)
    assert "Take it in" in as_alice.get(f"/import/{run.pk}/").content.decode()
