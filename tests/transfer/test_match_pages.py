"""People of a file who may be in the book: asked about on a page, answered, taken back."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contacts.models import Contact, Identity
from tests.factories import make_contact
from transfer.formats.values import Card, PostSaid
from transfer.models import ImportRun, PossibleMatch
from transfer.services.cards.plain import card_to_plain

PAGE = reverse("transfer:matches")


def ask(
    owner: User, contact: Contact, now: datetime, name: str = "Bill Akers", **fields: object
) -> PossibleMatch:
    """A question about somebody of a file who may be this contact."""
    run, _ = ImportRun.objects.get_or_create(
        owner=owner, kind="vcard", file_name="people.vcf", defaults={"state": "done", "created_at": now}
    )
    given, family = name.split()
    mail = f"{given}@example.org".lower()
    card = Card(
        7, given=given, family=family, emails=(mail,), posts=(PostSaid("Nordlicht", "Baker"),), place="Graz"
    )
    asked = {
        "line": 7,
        "confidence": 0.8,
        "evidence_for": ["a like name"],
        "evidence_against": ["another place"],
    }
    return PossibleMatch.objects.create(
        **asked | fields, owner=owner, run=run, source="vcard", key=name, name=name, contact=contact,
        card=card_to_plain(card),
    )  # fmt: skip


@pytest.fixture
def william(alice: User, now: datetime) -> Contact:
    return make_contact(alice, "William Akers", now, place="Lund")


def answer(client: Client, match: PossibleMatch, said: str, **more: object) -> str:
    url = reverse("transfer:match_answer", args=[match.pk])
    return client.post(url, {"answer": said, **more}, follow=True).content.decode()


def test_what_the_file_says_stands_beside_the_card(
    alice: User, as_alice: Client, william: Contact, now: datetime
) -> None:
    olaf = make_contact(alice, "Olaf Akers", now)
    ask(alice, william, now, others=[[william.pk, 0.8], [olaf.pk, 0.4], [999_999, 0.3]])

    page = as_alice.get(PAGE).content.decode()

    assert "Is Bill Akers William Akers?" in page
    assert "In people.vcf, line 7" in page
    assert "bill@example.org" in page
    assert "Baker, Nordlicht" in page
    assert page.count('<span class="badge">differs</span>') == 2
    assert "For it: a like name." in page
    assert "Doubt: another place." in page
    assert f'name="contact" value="{olaf.pk}"' in page


def test_nobody_waits(as_alice: Client) -> None:
    assert "Nobody waits" in as_alice.get(PAGE).content.decode()


def test_the_same_person_gets_what_the_file_says_and_undo_takes_it_back(
    alice: User, as_alice: Client, william: Contact, now: datetime
) -> None:
    match = ask(alice, william, now)

    page = answer(as_alice, match, "same")

    assert "Bill Akers in the file is William Akers." in page
    assert Identity.objects.filter(contact=william, key="bill@example.org").count() == 1
    assert "Nobody waits" in page

    back = as_alice.post(reverse("transfer:match_undo", args=[match.pk]), follow=True).content.decode()

    assert "Bill Akers waits for your answer again." in back
    assert "Is Bill Akers William Akers?" in back
    assert Identity.objects.filter(key="bill@example.org").count() == 0


def test_somebody_else_becomes_a_new_card(
    alice: User, as_alice: Client, william: Contact, now: datetime
) -> None:
    page = answer(as_alice, ask(alice, william, now), "other")

    assert "Bill Akers in the file is somebody else, and in your book now." in page
    assert sorted(Contact.objects.owned_by(alice).values_list("display", flat=True)) == [
        "Bill Akers",
        "William Akers",
    ]


def test_who_is_left_out_does_not_come_in(
    alice: User, as_alice: Client, william: Contact, now: datetime
) -> None:
    page = answer(as_alice, ask(alice, william, now), "left out")

    assert "Bill Akers is left out." in page
    assert list(Contact.objects.owned_by(alice)) == [william]


def test_another_of_the_likely_ones_can_be_chosen(
    alice: User, as_alice: Client, william: Contact, now: datetime
) -> None:
    olaf = make_contact(alice, "Olaf Akers", now)
    match = ask(alice, william, now, others=[[olaf.pk, 0.4]])

    page = answer(as_alice, match, "same", contact=olaf.pk)

    assert "Bill Akers in the file is Olaf Akers." in page
    assert Identity.objects.get(key="bill@example.org").contact == olaf


def test_a_stranger_cannot_be_chosen_and_nothing_else_be_answered(
    alice: User, bob: User, as_alice: Client, william: Contact, now: datetime
) -> None:
    match, his = ask(alice, william, now), make_contact(bob, "Olaf Akers", now)
    url = reverse("transfer:match_answer", args=[match.pk])

    said = [{"answer": "same", "contact": his.pk}, {"answer": "same", "contact": "x"}, {"answer": "maybe"}]
    assert [as_alice.post(url, one).status_code for one in said] == [404, 404, 404]
    match.refresh_from_db()
    assert match.answer == ""


def test_the_almost_sure_ones_are_answered_together(
    alice: User, as_alice: Client, william: Contact, now: datetime
) -> None:
    rows = [
        ask(alice, william, now, name, confidence=0.95)
        for name in ("Bill Akers", "Will Akers", "Billy Akers")
    ]
    ask(alice, william, now, "Bella Akers")

    page = as_alice.get(PAGE)
    done = as_alice.post(
        reverse("transfer:matches_sure"), {"pick": [rows[0].pk, rows[1].pk, "x"]}, follow=True
    ).content.decode()

    assert [match.name for match in page.context["sure"]] == ["Bill Akers", "Will Akers", "Billy Akers"]
    assert "2 people are the same as in your book." in done
    assert done.count("Ask again") == 2
    assert set(PossibleMatch.objects.filter(answer="").values_list("name", flat=True)) == {
        "Billy Akers",
        "Bella Akers",
    }


def test_while_an_import_writes_an_answer_waits(
    alice: User, as_alice: Client, william: Contact, now: datetime
) -> None:
    match = ask(alice, william, now)
    ImportRun.objects.create(owner=alice, kind="vcard", file_name="b.vcf", state="running", created_at=now)

    answer(as_alice, match, "same")

    match.refresh_from_db()
    assert match.answer == ""


def test_the_navigation_leads_there_while_somebody_waits(
    alice: User, as_alice: Client, william: Contact, now: datetime
) -> None:
    before = as_alice.get(reverse("dashboard:settings")).content.decode()
    ask(alice, william, now)
    as_alice.post(reverse("dashboard:person_remove", args=[make_contact(alice, "Olaf Berg", now).pk]))
    after = as_alice.get(reverse("dashboard:settings")).content.decode()

    assert (f'href="{PAGE}"' in before, f'href="{PAGE}"' in after) == (False, True)
