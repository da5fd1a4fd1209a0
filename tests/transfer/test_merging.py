"""Two people made one: what is chosen, what both had, how they stand."""

from datetime import date, datetime

import pytest

from accounts.models import User
from contacts.models import Address, Contact, Identity, ImportantDate, Note, Photo, Post
from contacts.queries import contact_called
from interactions.queries import touches_with
from interactions.services import hold_contact, leave, rate_contact
from network.models import Link
from network.services import link_contact
from relationships.models import Standing
from reminders.models import Occurrence, Reminder
from reminders.services import pause_person, remove_person, sync_dates
from tests.factories import log, make_contact
from tests.transfer.merged import furnish, together
from transfer.models import ImportRun, Told
from transfer.queries.choices import defaults
from transfer.services.merging import Refused, merge_people

DAY = date(2026, 3, 1)


def pair(owner: User, now: datetime, **fields: str) -> tuple[Contact, Contact]:
    """Ada, who stays, and Adda, with these fields, who goes."""
    return make_contact(owner, "Ada Lund", now), make_contact(owner, "Adda Lundt", now, **fields)


def test_empty_fields_are_filled_and_the_others_stay(alice: User, now: datetime) -> None:
    kept, gone = pair(alice, now, place="Graz", circle="close", nickname="Addi")
    Contact.objects.filter(pk=kept.pk).update(place="Wien")

    merge_people(owner=alice, kept=kept, gone=gone, chosen={}, now=now)

    kept.refresh_from_db()
    assert (kept.display, kept.place, kept.circle, kept.nickname) == ("Ada Lund", "Wien", "close", "Addi")
    assert kept.circle_since == now.date()


def test_the_owner_chooses_field_by_field(alice: User, now: datetime) -> None:
    kept, gone = pair(alice, now, place="Graz", circle="close")
    Contact.objects.filter(pk=kept.pk).update(place="Wien", circle="inner")

    merge_people(owner=alice, kept=kept, gone=gone, chosen={"name": "gone", "place": "gone"}, now=now)

    kept.refresh_from_db()
    assert (kept.display, kept.sort_name, kept.place, kept.circle) == (
        "Adda Lundt",
        "adda lundt",
        "Graz",
        "inner",
    )


@pytest.mark.parametrize("chosen", [{"owner": "gone"}, {"place": "both"}])
def test_nothing_else_can_be_chosen(alice: User, now: datetime, chosen: dict[str, str]) -> None:
    kept, gone = pair(alice, now)

    with pytest.raises(ValueError, match="Choose for each field"):
        merge_people(owner=alice, kept=kept, gone=gone, chosen=chosen, now=now)


def test_the_other_name_leads_to_the_person(alice: User, now: datetime) -> None:
    kept, gone = pair(alice, now)

    merge_people(owner=alice, kept=kept, gone=gone, chosen={}, now=now)

    found = contact_called(alice, "Adda Lundt")
    assert found == kept
    assert list(kept.identities.values_list("kind", "shown")) == [("alias", "Adda Lundt")]


def test_what_both_had_stays_once(alice: User, now: datetime) -> None:
    kept, gone = pair(alice, now)
    furnish(kept, 1)
    furnish(gone, 1)
    furnish(gone, 2)

    merge_people(owner=alice, kept=kept, gone=gone, chosen={}, now=now)

    assert sorted(kept.identities.values_list("key", flat=True)) == [
        "a1@example.org",
        "a2@example.org",
        "adda lundt",
    ]
    assert sorted(kept.posts.values_list("organisation", flat=True)) == ["Firm 1", "Firm 2"]
    assert sorted(kept.dates.values_list("day", flat=True)) == [2, 3]
    assert sorted(kept.notes.values_list("text", flat=True)) == ["Likes tea number 1.", "Likes tea number 2."]
    assert sorted(kept.addresses.values_list("city", flat=True)) == ["Town 1", "Town 2"]
    assert sorted(kept.tags.values_list("name", flat=True)) == ["tag 1", "tag 2"]
    for model in (Identity, Post, ImportantDate, Note, Address):
        assert model.objects.filter(contact=gone).count() == 0


def test_a_birthday_takes_its_year_from_the_other_and_is_announced_once(alice: User, now: datetime) -> None:
    kept, gone = pair(alice, now)
    for contact, year in ((kept, None), (gone, 1980)):
        ImportantDate.objects.create(owner=alice, contact=contact, month=5, day=4, year=year)
        sync_dates(contact=contact, now=now)

    merge_people(owner=alice, kept=kept, gone=gone, chosen={}, now=now)

    assert list(kept.dates.values_list("month", "day", "year")) == [(5, 4, 1980)]
    assert list(Reminder.objects.filter(kind="date").values_list("contact", flat=True)) == [kept.pk]


def test_a_talk_with_both_counts_once_and_with_one_head_fewer(alice: User, now: datetime) -> None:
    kept, gone = pair(alice, now)
    olaf = make_contact(alice, "Olaf Berg", now)
    talk = together(
        alice, [kept, gone, olaf], DAY, now, present=[kept], notes={kept.pk: "tall", gone.pk: "kind"}
    )

    merge_people(owner=alice, kept=kept, gone=gone, chosen={}, now=now)

    alone = make_contact(alice, "Una Berg", now)
    like = together(alice, [alone, make_contact(alice, "Ulf Berg", now)], DAY, now)
    weight = like.participations.get(contact=alone).touch_weight
    rows = talk.participations.order_by("pk").values_list("contact", "talked", "side_note", "touch_weight")
    assert list(rows) == [(kept.pk, True, "tall; kind", weight), (olaf.pk, True, "", weight)]
    assert Standing.objects.get(pk=olaf.pk).long == Standing.objects.get(pk=alone.pk).long


def test_the_one_has_the_touches_of_both(alice: User, now: datetime) -> None:
    kept, gone = pair(alice, now)
    like = make_contact(alice, "Una Berg", now)
    for contact, day in ((kept, 3), (gone, 5), (like, 3), (like, 5)):
        log(contact, date(2026, 2, day), now)

    merge_people(owner=alice, kept=kept, gone=gone, chosen={}, now=now)

    assert {(touch.day, touch.weight) for touch in touches_with(kept)} == {
        (touch.day, touch.weight) for touch in touches_with(like)
    }
    one, other = (Standing.objects.get(pk=who.pk) for who in (kept, like))
    assert (one.state, one.cooling_on, one.due_on) == (other.state, other.cooling_on, other.due_on)


def test_the_later_own_rating_holds_and_means_what_it_said(alice: User, now: datetime) -> None:
    kept, gone = pair(alice, now)
    log(kept, date(2026, 2, 3), now)
    log(gone, date(2026, 2, 20), now)
    rate_contact(contact=kept, value=3, half_life=365, day=date(2026, 2, 10), now=now)
    rate_contact(contact=gone, value=8, half_life=90, day=date(2026, 3, 1), now=now)

    merge_people(owner=alice, kept=kept, gone=gone, chosen={}, now=now)

    standing = Standing.objects.get(pk=kept.pk)
    assert (standing.rated_value, standing.rated_half_life) == (8, 90)
    assert standing.strength_on(date(2026, 3, 1)) == pytest.approx(8, abs=0.01)


def test_family_holds_up_and_who_left_stays_away_if_so_chosen(alice: User, now: datetime) -> None:
    kept, gone = pair(alice, now)
    hold_contact(contact=gone, is_family=True, now=now)
    leave(contact=gone, how="moved", on=date(2026, 2, 1), now=now)

    merge_people(owner=alice, kept=kept, gone=gone, chosen={"state": "gone"}, now=now)

    kept.refresh_from_db()
    standing = Standing.objects.get(pk=kept.pk)
    assert (kept.is_family, kept.state, kept.left_how) == (True, "left", "moved")
    assert (standing.frozen_on, standing.is_listed) == (date(2026, 2, 1).toordinal(), False)


def test_a_link_on_one_network_is_one_since_the_earlier_day(alice: User, now: datetime) -> None:
    kept, gone = pair(alice, now)
    for contact, since in ((kept, date(2020, 5, 1)), (gone, date(2018, 5, 1))):
        link_contact(owner=alice, contact=contact, network="linkedin", since=since, address="")
    link_contact(owner=alice, contact=gone, network="xing", since=None, address="")

    merge_people(owner=alice, kept=kept, gone=gone, chosen={}, now=now)

    rows = Link.objects.order_by("network").values_list("contact", "network", "since")
    assert list(rows) == [(kept.pk, "linkedin", date(2018, 5, 1)), (kept.pk, "xing", None)]


def test_there_is_one_nudge_and_it_rests_as_long_as_either_was_to_rest(alice: User, now: datetime) -> None:
    kept, gone = pair(alice, now)
    for contact, until in ((kept, date(2026, 4, 1)), (gone, date(2026, 6, 1))):
        pause_person(contact=contact, until=until, now=now)
        rule = Reminder.objects.get(contact=contact, kind="keep in touch")
        Occurrence.objects.create(owner=alice, reminder=rule, kind=rule.kind, due_on=DAY, due_at=now)

    merge_people(owner=alice, kept=kept, gone=gone, chosen={}, now=now)

    rule = Reminder.objects.get(kind="keep in touch")
    assert (rule.contact, rule.paused_until, rule.occurrences.count()) == (kept, date(2026, 6, 1), 1)


def test_nobody_is_met_through_themselves(alice: User, now: datetime) -> None:
    kept, gone = pair(alice, now)
    olaf = make_contact(alice, "Olaf Berg", now)
    Contact.objects.filter(pk=kept.pk).update(met_through=gone)
    Contact.objects.filter(pk=gone.pk).update(met_through=olaf)
    Contact.objects.filter(pk=olaf.pk).update(met_through=gone)

    merge_people(owner=alice, kept=kept, gone=gone, chosen={}, now=now)

    assert Contact.objects.get(pk=kept.pk).met_through == olaf
    assert Contact.objects.get(pk=olaf.pk).met_through == kept


def test_one_picture_is_chosen(alice: User, now: datetime) -> None:
    kept, gone = pair(alice, now)
    for contact, data in ((kept, b"one"), (gone, b"other")):
        Photo.objects.create(
            owner=alice, contact=contact, data=data, small=data, digest=data.decode(), changed_at=now
        )

    merge_people(owner=alice, kept=kept, gone=gone, chosen={"photo": "gone"}, now=now)

    assert list(Photo.objects.values_list("contact", "digest")) == [(kept.pk, "other")]


def test_who_goes_is_hidden_and_what_a_file_told_stays_told(alice: User, now: datetime) -> None:
    kept, gone = pair(alice, now)
    Told.objects.create(owner=alice, contact=kept, source="vcard", key="one")
    Told.objects.create(owner=alice, contact=gone, source="vcard", key="two")
    Told.objects.create(owner=alice, contact=gone, source="google", key="three")

    merge_people(owner=alice, kept=kept, gone=gone, chosen={}, now=now)

    assert list(Contact.objects.owned_by(alice)) == [kept]
    assert sorted(Told.objects.values_list("contact", "key")) == [(kept.pk, "one"), (kept.pk, "three")]


def test_the_same_card_a_deleted_one_and_a_stranger_are_refused(
    alice: User, bob: User, now: datetime
) -> None:
    kept, gone = pair(alice, now)
    his = make_contact(bob, "Adda Lundt", now)
    deleted = make_contact(alice, "Addo Lund", now)
    remove_person(contact=deleted, now=now)

    for other in (kept, his, deleted):
        with pytest.raises(Refused):
            merge_people(owner=alice, kept=kept, gone=other, chosen={}, now=now)
    assert Contact.objects.owned_by(bob).get() == his
    assert gone in Contact.objects.owned_by(alice)


@pytest.mark.parametrize("state", ["waiting", "running", "undoing"])
def test_nothing_is_merged_while_an_import_writes(alice: User, now: datetime, state: str) -> None:
    kept, gone = pair(alice, now)
    ImportRun.objects.create(owner=alice, kind="vcard", file_name="a.vcf", state=state, created_at=now)

    with pytest.raises(Refused, match="An import is at work"):
        merge_people(owner=alice, kept=kept, gone=gone, chosen={}, now=now)


def test_what_is_empty_is_offered_from_the_other(alice: User, now: datetime) -> None:
    kept, gone = pair(alice, now, place="Graz", vouch="yes")
    gone.is_pinned = True

    chosen = defaults(kept, gone)

    assert {name for name, card in chosen.items() if card == "gone"} == {"place", "vouch", "is_pinned"}
