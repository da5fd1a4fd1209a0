"""An import taken back after somebody it brought was merged."""

from accounts.models import User
from contacts.models import Contact
from tests.conftest import NOON
from tests.factories import make_contact
from tests.transfer.given import ANNA, BERT, bring_in
from transfer.models import Merge
from transfer.services import undo_run
from transfer.services.merging import merge_people, undo_merge


def test_who_was_merged_since_stays_and_is_told(alice: User) -> None:
    run = bring_in(alice, connections=[ANNA, BERT])
    anna, bert = (Contact.objects.get(family=family) for family in ("Bell", "Quint"))
    mine = make_contact(alice, "Annie Bell", NOON)
    merge = merge_people(owner=alice, kept=mine, gone=anna, chosen={}, now=NOON)

    undo_run(run=run, now=NOON)

    run.refresh_from_db()
    assert run.state == "undone"
    assert run.kept == [[anna.pk, "you merged them with somebody"]]
    assert list(Contact.objects.owned_by(alice)) == [mine]
    assert not Contact.objects.filter(pk=bert.pk).exists()
    assert mine.links.count() == mine.participations.count() == 0

    assert undo_merge(merge=merge, now=NOON) == []
    assert set(Contact.objects.owned_by(alice)) == {mine, anna}


def test_two_people_of_one_run_who_were_merged_and_parted_go_with_it(alice: User) -> None:
    run = bring_in(alice, connections=[ANNA, BERT])
    anna, bert = (Contact.objects.get(family=family) for family in ("Bell", "Quint"))
    undo_merge(merge=merge_people(owner=alice, kept=anna, gone=bert, chosen={}, now=NOON), now=NOON)

    undo_run(run=run, now=NOON)

    assert Contact.objects.count() == 0
    assert Merge.objects.count() == 0
