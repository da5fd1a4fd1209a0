"""Whatever table tells something of a person keeps them when the import that added them is taken back."""

from datetime import datetime
from typing import Any

import pytest
from django.db.models import F

from accounts.models import User
from contacts.models import Contact, KeptLines, NameKey, NotTied, SearchText, Spelling
from network.models import Decision, LinkRequest, NotIntroduced
from relationships.models import Standing
from tests.factories import make_contact
from tests.transfer.test_merging_everywhere import COLUMNS, row_of
from transfer.models import PossibleMatch, RunNews
from transfer.services.stayed import why_it_stays

TELLS_NOTHING = {
    KeptLines,
    NameKey,
    SearchText,
    Spelling,
    Standing,
    NotTied,
    NotIntroduced,
    PossibleMatch,
    RunNews,
}
"""What is derived, what an import asked and told, and what was said of two of whom one goes."""
DECIDED = {Decision, LinkRequest}
"""A request by itself stays when its contact goes; only a decision about it keeps them."""
TELLING = [column for column in COLUMNS if column.model not in TELLS_NOTHING | DECIDED]


@pytest.mark.parametrize("column", TELLING, ids=lambda column: f"{column.model._meta.label} {column.name}")
def test_somebody_of_whom_more_is_told_stays(alice: User, now: datetime, column: Any) -> None:
    ada, other = make_contact(alice, "Ada Lund", now), make_contact(alice, "Olaf Berg", now)
    Contact.objects.filter(pk=ada.pk).update(updated_at=F("created_at"))
    assert why_it_stays(alice, [ada.pk]) == {}

    column.model._base_manager.filter(**{column.attname: ada.pk}).delete()
    row_of(column.model, alice, column, ada, other)

    assert list(why_it_stays(alice, [ada.pk])) == [ada.pk]
