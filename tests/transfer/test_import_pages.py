"""The pages of an import: how to, upload, progress, report, names, and undo; all of it without scripts."""

import io
import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contacts.models import Contact
from tests.conftest import NOON
from tests.factories import log, make_contact
from tests.samples.linkedin import connections_csv, make_export
from tests.transfer.given import ANNA, BERT, CARA, ME, asks, at, begin, book, bring_in, contact, wrote
from transfer.models import ImportRun
from transfer.services import take_turn, undo_run
from transfer.services.runs import claim

IMPORTS = "/import/"
HTMX = {"HX-Request": "true"}
pytestmark = pytest.mark.usefixtures("now")


def upload(client: Client, *files: tuple[str, bytes], **fields: Any) -> Any:
    export = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(IMPORTS, {"export": export, "at_once": "1", **fields})


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def finish(run: ImportRun) -> ImportRun:
    take_turn(run_id=run.pk, clock=lambda: NOON)
    run.refresh_from_db()
    return run


def test_the_page_tells_how_to_order_the_export(as_alice: Client) -> None:
    page = text(as_alice.get(IMPORTS))

    assert "Settings &amp; Privacy" in page
    assert "Data privacy" in page
    assert "Get a copy of your data" in page
    assert "takes up to a day" in page
    assert re.search(r'<input type="file" name="export"[^>]* multiple', page)


def test_a_zip_is_taken_and_its_report_shown(as_alice: Client, alice: User) -> None:
    response = upload(as_alice, ("export.zip", make_export(connections=[ANNA])))

    run = ImportRun.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/import/{run.pk}/")
    assert (run.owner, run.state, run.file_name, run.wants_texts) == (alice, "waiting", "export.zip", False)
    waiting = text(as_alice.get(f"/import/{run.pk}/"))
    assert "Waiting for the worker" in waiting
    assert f'hx-get="/import/{run.pk}/progress/" hx-trigger="every 1s"' in waiting
    assert '<progress max="100" value="0"' in waiting
    assert f'href="/import/{run.pk}/">Refresh' in waiting

    finish(run)
    report = text(as_alice.get(f"/import/{run.pk}/"))
    assert "<dt>Added</dt><dd>1</dd>" in report
    assert "every 1s" not in report


def test_single_files_go_in_together_with_texts_if_chosen(as_alice: Client) -> None:
    messages = make_export(
        messages=[wrote(("Anna Bell", "anna-bell"), ME, at(2025, 6, 1, 9, 30), body="Hello")]
    )

    assert upload(as_alice, ("c.csv", connections_csv([ANNA]).encode()), texts="on").status_code == 302
    assert ImportRun.objects.get().wants_texts
    finish(ImportRun.objects.get())
    assert upload(as_alice, ("export.zip", messages), texts="on").status_code == 302
    finish(ImportRun.objects.first())  # type: ignore[arg-type]  # a fixture without a type

    assert (
        contact(User.objects.get(), "Anna Bell").participations.last().interaction.note
        == "09:30 Anna Bell: Hello"
    )


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (
            [("letter.txt", b"Dear all")],
            "Nothing was taken in. letter.txt: holds nothing that can be read here",
        ),
        ([("empty.csv", b"")], "Nothing was taken in. empty.csv: is empty"),
        ([("<b>.zip", b"PK\x03\x04")], "Nothing was taken in. &lt;b&gt;.zip: is not a zip, or a damaged one"),
        ([], "Choose a file first."),
        ([(f"{n}.csv", b"x") for n in range(21)], "Choose the zip, or up to 20 of its files."),
    ],
)
def test_a_wrong_file_is_refused_on_the_spot(as_alice: Client, files: list[Any], words: str) -> None:
    response = upload(as_alice, *files)

    assert response.status_code == 422
    assert words in text(response)
    assert ImportRun.objects.count() == 0


def test_a_second_upload_meanwhile_gets_a_friendly_word(as_alice: Client, alice: User) -> None:
    export = make_export(connections=[ANNA])
    begin(alice, export)

    response = upload(as_alice, ("export.zip", export))

    assert response.status_code == 422
    assert "Another import of yours is still under way." in text(response)
    assert ImportRun.objects.count() == 1


def test_progress_is_a_fragment_that_ends_in_the_report(as_alice: Client, alice: User) -> None:
    run = begin(alice, make_export(connections=[ANNA]))
    claim(run_id=run.pk, now=NOON)
    ImportRun.objects.update(step="messages", cursor=50, total=100)

    under_way = as_alice.get(f"/import/{run.pk}/progress/", headers=HTMX)
    plain = as_alice.get(f"/import/{run.pk}/progress/")
    ImportRun.objects.update(state="done")
    over = as_alice.get(f"/import/{run.pk}/progress/", headers=HTMX)

    assert '<progress max="100" value="67"' in text(under_way)
    assert "<html" not in text(under_way)
    assert (plain.status_code, plain["Location"]) == (302, f"/import/{run.pk}/")
    assert over["HX-Refresh"] == "true"


def test_the_report_tells_counts_reasons_and_rows(as_alice: Client, alice: User) -> None:
    people = [ANNA, BERT | {"on": "soon"}, CARA | {"given": "<i>", "family": ""}]
    strangers = [wrote(("Nobody", "nobody"), ME, at(2025, 6, n, 9, 30)) for n in (1, 2)]
    broken = [ANNA | {"given": "", "family": "", "slug": f"x{n}"} for n in range(120)]
    run = bring_in(
        alice, connections=[*people, *broken], messages=strangers, invitations=[asks("Rita", "rita")]
    )

    page = text(as_alice.get(f"/import/{run.pk}/"))

    assert "<dt>Added</dt><dd>3</dd>" in page
    assert "<dt>Left out</dt><dd>122</dd>" in page
    assert '<span>Not a connection</span><small class="num">2</small>' in page
    assert '<td class="num" data-label="Line">6</td>' in page
    assert "“soon” is not a day; taken without a day" in page
    assert page.count("has no name") == 99
    assert "And 21 more." in page
    assert "1 person asks to be linked with you." in page
    assert "<i>" not in page


def test_the_report_shows_what_the_network_looks_like_now(as_alice: Client, alice: User) -> None:
    old = make_contact(alice, "Olga Old", NOON)
    for n in range(8):
        log(old, date(2023, 1, 1 + n), NOON, kind="meal")
    run = bring_in(alice, connections=[ANNA, BERT])

    page = text(as_alice.get(f"/import/{run.pk}/"))

    assert "Dormant, but strong once" in page
    assert f'<a class="name" href="/people/{old.pk}/">Olga Old</a>' in page
    assert "2 people you are linked with, of whom the book knows no contact yet." in page
    assert 'href="/people/?health=unknown"' in page


def test_undo_is_a_button_and_says_what_stays(as_alice: Client, alice: User) -> None:
    run = bring_in(alice, connections=[ANNA, BERT])
    log(contact(alice, "Anna Bell"), date(2026, 3, 1), NOON)
    url = reverse("transfer:undo", args=[run.pk])
    assert f'action="{url}"' in text(as_alice.get(f"/import/{run.pk}/"))

    assert as_alice.get(url).status_code == 405
    assert as_alice.post(url)["Location"] == f"/import/{run.pk}/"
    assert "Taking it back" in text(as_alice.get(f"/import/{run.pk}/"))
    finish(run)

    page = text(as_alice.get(f"/import/{run.pk}/"))
    assert "Import taken back" in page
    assert "you logged something with them" in page
    assert url not in page
    assert list(Contact.objects.values_list("display", flat=True)) == ["Anna Bell"]


def test_a_stopped_import_says_why(as_alice: Client, alice: User) -> None:
    run = begin(alice, make_export(connections=[ANNA]))
    ImportRun.objects.update(state="failed", problem="Connections.csv, line 9: is damaged")

    page = text(as_alice.get(f"/import/{run.pk}/"))

    assert "Connections.csv, line 9: is damaged" in page
    assert "Nothing of it is in your book." in page


def test_imports_so_far_are_listed_for_their_owner_alone(
    as_alice: Client, as_bob: Client, alice: User
) -> None:
    undo_run(run=bring_in(alice, connections=[ANNA]), now=NOON)
    run = bring_in(alice, connections=[ANNA])

    page = text(as_alice.get(IMPORTS))

    assert page.count("export.zip") == 2
    assert "Done · 1 added, 0 updated" in page
    assert "Taken back" in page
    assert f"/import/{run.pk}/" not in text(as_bob.get(IMPORTS))


@pytest.mark.parametrize("page", ["report", "progress"])
def test_a_stranger_finds_no_run(as_bob: Client, alice: User, page: str) -> None:
    run = bring_in(alice, connections=[ANNA])

    assert as_bob.get(reverse(f"transfer:{page}", args=[run.pk])).status_code == 404
    assert as_bob.get(reverse(f"transfer:{page}", args=[run.pk]), headers=HTMX).status_code == 404


def test_b4_a_stranger_cannot_take_a_run_back(as_bob: Client, alice: User) -> None:
    run = bring_in(alice, connections=[ANNA])
    before = book(alice)

    assert as_bob.post(reverse("transfer:undo", args=[run.pk])).status_code == 404

    run.refresh_from_db()
    assert run.state == "done"
    assert book(alice) == before


def test_pasted_names_become_people_of_a_circle_once(as_alice: Client, alice: User) -> None:
    make_contact(alice, "Anna Bell", NOON)

    response = as_alice.post(
        "/import/names/", {"names": " Rita  Asks\n\nanna bell\nZoë\nZoë", "circle": "close"}, follow=True
    )

    assert response.redirect_chain == [(IMPORTS, 302)]
    people = Contact.objects.exclude(display="Anna Bell").order_by("display")
    assert [(one.display, one.circle, one.circle_since) for one in people] == [
        ("Rita Asks", "close", date(2026, 3, 12)),
        ("Zoë", "close", date(2026, 3, 12)),
    ]
    assert "Added 2 people. In your book already: anna bell." in text(response)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("", "Write at least one name."),
        ("\n".join(f"Name {n}" for n in range(201)), "These are 201 names. Paste up to 200 at a time."),
        ("Ada\n" + "B" * 201, "Line 2 is longer than a name can be."),
    ],
)
def test_names_that_cannot_be_taken_are_not_lost(as_alice: Client, names: str, words: str) -> None:
    response = as_alice.post("/import/names/", {"names": names, "circle": ""})

    assert response.status_code == 422
    page = response.content.decode()
    assert words in page
    assert names in page
    assert Contact.objects.count() == 0


@pytest.mark.parametrize("rows", [3, 120])
def test_a_report_takes_the_same_queries_for_few_and_many(
    as_alice: Client, alice: User, rows: int, django_assert_max_num_queries: Any
) -> None:
    people = [ANNA | {"given": f"A{n}", "slug": f"a{n}", "on": "soon"} for n in range(rows)]
    run = bring_in(alice, connections=people)

    with django_assert_max_num_queries(31):
        as_alice.get(f"/import/{run.pk}/")


@pytest.mark.django_db
def test_signed_out_nobody_imports(client: Client) -> None:
    response = client.post(IMPORTS, {"export": io.BytesIO(make_export(connections=[ANNA])), "at_once": "1"})

    assert response["Location"].startswith("/accounts/login/")
    assert ImportRun.objects.count() == 0
