"""A flood of invitations is the day to get back to those one was close to."""

import pytest
from django.test import Client

from accounts.models import User
from tests.conftest import NOON
from tests.network.given import linked_person, person
from transfer.models import ImportRun

pytestmark = pytest.mark.usefixtures("now")
OFTEN = (500, 490, 480, 470, 460, 450, 440)


def test_s18_an_import_shows_dormant_people_who_were_once_strong_and_leads_to_them(
    as_alice: Client, alice: User
) -> None:
    person(alice, "Ada Often", *OFTEN)
    linked_person(alice, "Dirk Once", 800)
    run = ImportRun.objects.create(
        owner=alice, kind="linkedin", file_name="export.zip", sha256="0" * 64, state="done", created_at=NOON
    )

    report = as_alice.get(f"/import/{run.pk}/").text
    shown = report.split("Dormant, but strong once")[1]
    assert "Ada Often" in shown
    assert "Dirk Once" not in shown.split("</section>")[0]
    assert 'href="/review/?show=nurture">Worth nurturing' in shown

    page = as_alice.get("/review/?show=nurture").text
    assert page.index("Ada Often") < page.index("Remind me")


def test_s18_without_anybody_to_get_back_to_the_report_does_not_lead_there(
    as_alice: Client, alice: User
) -> None:
    linked_person(alice, "Dirk Once", 800)
    run = ImportRun.objects.create(
        owner=alice, kind="linkedin", file_name="export.zip", sha256="1" * 64, state="done", created_at=NOON
    )

    assert "?show=nurture" not in as_alice.get(f"/import/{run.pk}/").text
