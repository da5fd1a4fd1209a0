"""Whoever was deleted long ago is in no table any more, in those of imports and merges neither."""

import io
from datetime import datetime, timedelta

from django.apps import apps

from accounts.models import User
from contacts.models import Contact
from dashboard.services import purge_deleted
from reminders.services import remove_person
from tests.factories import make_contact
from transfer.services import take_turn
from transfer.services.merging import merge_people
from transfer.services.runs import open_run
from transfer.services.uploads import store_files

CANARY = "Canarybird"
CARD = """BEGIN:VCARD
VERSION:3.0
UID:{0}-1
N:{0};Lea;;;
EMAIL:{0}@example.org
ORG:{0} {1}
TITLE:{0}
NOTE:{0} {1}
ADR;TYPE=HOME:;;{0} {1};Bern;;;
BDAY:198{2}-05-09
X-{0}:{0}
END:VCARD
"""


def bring_in(owner: User, text: str, now: datetime) -> None:
    stored = store_files([("people.vcf", io.BytesIO(text.encode()))])
    run = open_run(owner=owner, stored=stored, now=now, queued=False)
    take_turn(run_id=run.pk, clock=lambda: now)


def holding(word: str) -> dict[str, list[str]]:
    """The rows that hold a word, by table."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        rows = [str(row) for row in model._base_manager.values() if word.lower() in str(row).lower()]
        if rows:
            found[model.__name__] = rows
    return found


def test_p7_of_a_person_purged_no_import_keeps_a_word(alice: User, now: datetime) -> None:
    bring_in(alice, CARD.format(CANARY, "One", 4), now)
    bring_in(alice, CARD.format(CANARY, "Two", 5), now)
    person = Contact.objects.get(family=CANARY)
    remove_person(contact=person, now=now)

    purge_deleted(now=now + timedelta(days=31))

    assert holding(CANARY) == {}


def test_p7_of_a_merged_person_purged_nothing_stays(alice: User, now: datetime) -> None:
    bring_in(alice, CARD.format(CANARY, "One", 4), now)
    gone = Contact.objects.get(family=CANARY)
    kept = make_contact(alice, f"{CANARY} Twin", now)
    merge_people(owner=alice, kept=kept, gone=gone, chosen={}, now=now)
    remove_person(contact=kept, now=now)

    purge_deleted(now=now + timedelta(days=31))

    assert holding(CANARY) == {}
