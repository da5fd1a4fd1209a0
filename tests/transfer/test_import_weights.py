"""An import weighs messages by the owner's own weights, those changed in the middle of it too."""

import time
from itertools import count

import pytest

from accounts.models import User
from domain.scale import Scale
from interactions.models import Participation, Reweighing
from interactions.services import begin_reweighing
from tests.conftest import NOON
from tests.interactions.weighing import check
from tests.interactions.weighing import work as rescore
from tests.transfer.given import ANNA, BERT, ME, at, bring_in, wrote
from transfer.services import work

PEOPLE = [(f"{row['given']} {row['family']}", row["slug"]) for row in (ANNA, BERT)]
MESSAGES = [wrote(one, ME, at(2025, month, 3, 9, 30)) for one in PEOPLE for month in (1, 4, 9)]


def test_messages_weigh_what_the_owner_says(alice: User) -> None:
    scale = Scale({"message": 1.2})
    begin_reweighing(owner=alice, scale=scale, now=NOON)

    bring_in(alice, connections=[ANNA, BERT], messages=MESSAGES)

    assert set(Participation.objects.filter(counted=True).values_list("touch_weight", flat=True)) == {1.2}
    check(alice, scale)


def test_weights_changed_between_working_out_and_writing_count_at_once(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = count(20)

    def change(seconds: float) -> None:
        """The owner saves other weights whenever the import lets others write."""
        begin_reweighing(owner=alice, scale=Scale({"message": next(numbers) / 20}), now=NOON)

    monkeypatch.setattr(work, "ONE_WRITER", True)
    monkeypatch.setattr(time, "sleep", change)
    bring_in(alice, connections=[ANNA, BERT], messages=MESSAGES)
    monkeypatch.undo()

    (weight,) = set(Participation.objects.filter(counted=True).values_list("touch_weight", flat=True))
    assert weight >= 1
    check(alice, Scale({"message": weight}))
    last = Reweighing.objects.first()
    rescore(last)
    check(alice, Scale(last.kind_weights))
