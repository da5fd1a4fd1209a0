"""Introductions that both sides want: begun, step by step, closed, and all of it taken back."""

import hashlib
from datetime import date, datetime, timedelta

import pytest
from django.apps import apps

from accounts.models import User
from contacts.models import Contact, State, Tie
from contacts.services.ties import add_tie
from domain.favours.balance import Deed, FavourKind
from domain.introductions.steps import STEPS, Way
from interactions.models import Favour
from interactions.services import record_favour
from network.models import Introduction, IntroductionStep
from network.queries.courses import course_of, open_courses
from network.queries.introductions import (
    Asked,
    asks_of,
    brokers_of,
    closed_introductions,
    introduction_or_404,
)
from network.services.introductions import (
    Between,
    change_introduction,
    remove_introduction,
    restore_introduction,
    start_introduction,
    undo_step,
)
from network.services.links import end_link
from reminders.models import Reminder
from reminders.services import finish_reminder, remove_person
from tests.conftest import NOON
from tests.network.given import TODAY, days_before, linked, person
from tests.network.introducing import between, close, open_reminders, step, through

pytestmark = pytest.mark.usefixtures("now")
LATER = NOON + timedelta(hours=1)
CHANGING = ("updated_at",)


def rows_of(owner: User) -> dict[str, str]:
    """A digest of every row by table; when a row was last written does not count, nor what was deleted
    or hangs on somebody who was."""
    found = {}
    for label in ("contacts", "interactions", "network", "reminders"):
        for model in apps.get_app_config(label).get_models():
            fields = [one.attname for one in model._meta.concrete_fields if one.name not in CHANGING]
            rows = model.objects.all()
            if hasattr(model, "deleted_at"):
                rows = rows.filter(deleted_at=None)
            if "contact" in {one.name for one in model._meta.concrete_fields}:
                rows = rows.exclude(contact__deleted_at__isnull=False)
            told = sorted(map(repr, rows.values_list(*fields)))
            found[model._meta.db_table] = hashlib.sha256("".join(told).encode()).hexdigest()
    return found


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [table for table in before if before[table] != after[table]]


def test_an_introduction_goes_from_asking_to_what_came_of_it(alice: User) -> None:
    bo, cara = person(alice, "Bo Lund", 3), person(alice, "Cara Quist")
    made = through(bo, cara)
    assert open_reminders(alice) == []

    course = [
        ("asked", 20, ("Did Bo Lund answer about Cara Quist?", days_before(13))),
        ("agreed", 10, ("Did Cara Quist agree? Ask Bo Lund", days_before(3))),
        ("other agreed", 5, ("Did Bo Lund introduce you to Cara Quist?", TODAY + timedelta(days=2))),
        ("made", 1, ("Thank Bo Lund for the introduction to Cara Quist", TODAY + timedelta(days=1))),
        ("thanked", 0, ("What came of the introduction to Cara Quist?", TODAY + timedelta(days=30))),
    ]
    for kind, ago, (words, due) in course:
        step(made, kind, days_before(ago))
        assert open_reminders(alice) == [(words, max(due, TODAY))]

    close(made, "led on")
    assert open_reminders(alice) == []
    made.refresh_from_db()
    assert (made.outcome, made.closed_on) == ("led on", TODAY)
    assert [row.kind for row in made.steps.all()] == [*(kind for kind, *_ in course), "outcome"]


def test_two_of_mine_are_both_asked_before_i_introduce_them(alice: User) -> None:
    ada, bo = person(alice, "Ada Moor"), person(alice, "Bo Lund")
    made = between(ada, bo)
    for kind in ("asked", "agreed", "other asked", "other agreed"):
        step(made, kind)
    assert open_reminders(alice) == [("Introduce Ada Moor and Bo Lund", TODAY + timedelta(days=1))]

    step(made, "made")

    favours = Favour.objects.owned_by(alice).order_by("pk")
    assert [(one.contact, one.gave, one.kind, one.weight, one.about) for one in favours] == [
        (ada, True, "introduction", 3, bo),
        (bo, True, "introduction", 3, ada),
    ]
    tie = Tie.objects.owned_by(alice).get()
    assert ({tie.one, tie.other}, tie.kind, tie.source) == ({ada, bo}, "knows", "introduction")


def test_the_broker_gave_me_a_favour_once_the_introduction_is_made(alice: User) -> None:
    bo, cara = person(alice, "Bo Lund"), person(alice, "Cara Quist")
    made = through(bo, cara)
    step(made, "made", days_before(2))

    favour = Favour.objects.owned_by(alice).get()
    assert (favour.contact, favour.gave, favour.on, favour.about, favour.text) == (
        bo,
        False,
        days_before(2),
        cara,
        "an introduction to Cara Quist",
    )


@pytest.mark.parametrize(("ago", "favours"), [(5, 1), (400, 2)])
def test_a_favour_that_the_owner_wrote_down_already_is_not_counted_twice(
    alice: User, ago: int, favours: int
) -> None:
    bo, deed = person(alice, "Bo Lund"), Deed(False, FavourKind.INTRODUCTION, 3, "intro to Cara Quist")
    told = record_favour(owner=alice, contact=bo, deed=deed, on=days_before(ago), now=NOON)
    made = through(bo, "Cara Quist")
    step(made, "made", days_before(2))
    assert Favour.objects.owned_by(alice).count() == favours

    undo_step(introduction=made, now=LATER)
    assert Favour.objects.owned_by(alice).get() == told


def test_who_was_only_a_name_comes_into_the_book_through_the_broker(alice: User) -> None:
    bo = person(alice, "Bo Lund")
    made = through(bo, "Cara Quist", to_company="Beekeepers")
    step(made, "made")

    cara = Contact.objects.owned_by(alice).get(display="Cara Quist")
    made.refresh_from_db()
    assert (made.to, cara.met_through, cara.met_how) == (cara, bo, "Introduced by Bo Lund")
    assert [post.organisation for post in cara.posts.all()] == ["Beekeepers"]


def test_somebody_called_so_who_is_in_the_book_by_now_is_not_doubled(alice: User) -> None:
    made = through(person(alice, "Bo Lund"), "Cara Quist")
    cara = person(alice, "Cara Quist")
    step(made, "made")

    made.refresh_from_db()
    assert (made.to, Contact.objects.owned_by(alice).count()) == (cara, 2)


@pytest.mark.parametrize("kinds", [["asked"], ["asked", "agreed"], ["made"], ["asked", "made", "thanked"]])
def test_taking_a_step_back_leaves_everything_as_it_was(alice: User, kinds: list[str]) -> None:
    made = through(person(alice, "Bo Lund"), "Cara Quist", to_company="Beekeepers")
    for at, kind in enumerate(kinds[:-1]):
        step(made, kind, now=NOON + timedelta(minutes=at))
    before = rows_of(alice)
    step(made, kinds[-1], now=LATER)

    assert undo_step(introduction=made, now=LATER) == (kinds[-1], True)
    assert changed(before, rows_of(alice)) == []


@pytest.mark.parametrize("is_mine", [True, False])
def test_a_whole_course_goes_back_step_by_step_as_it_came(alice: User, is_mine: bool) -> None:
    ada, bo = person(alice, "Ada Moor"), person(alice, "Bo Lund")
    made = between(ada, bo) if is_mine else through(bo, "Cara Quist")
    steps = STEPS[Way.BY_ME if is_mine else Way.TO_ME]
    seen = []
    for hour, kind in enumerate(steps):
        seen.append(rows_of(alice))
        at = NOON + timedelta(hours=hour)
        close(made, "led on", now=at) if kind == "outcome" else step(made, kind, now=at)

    for before in reversed(seen):
        undo_step(introduction=made, now=NOON + timedelta(days=1))
        assert changed(before, rows_of(alice)) == []


def test_taking_the_introduction_of_two_back_takes_favours_and_tie_along(alice: User) -> None:
    made = between(person(alice, "Ada Moor"), person(alice, "Bo Lund"))
    step(made, "other agreed")
    before = rows_of(alice)
    step(made, "made", now=LATER)

    undo_step(introduction=made, now=LATER)
    assert changed(before, rows_of(alice)) == []


def test_a_tie_that_was_known_stays(alice: User) -> None:
    ada, bo = person(alice, "Ada Moor"), person(alice, "Bo Lund")
    known = add_tie(owner=alice, one=ada, other=bo, role="colleague", now=NOON)
    made = between(ada, bo)
    step(made, "made")
    undo_step(introduction=made, now=NOON)

    assert list(Tie.objects.owned_by(alice)) == [known]


def test_without_the_tick_no_tie_is_written(alice: User) -> None:
    made = between(person(alice, "Ada Moor"), person(alice, "Bo Lund"))
    step(made, "made", ties=False)

    assert Tie.objects.owned_by(alice).count() == 0


def test_somebody_to_whom_more_was_added_stays_in_the_book(alice: User) -> None:
    made = through(person(alice, "Bo Lund"), "Cara Quist")
    step(made, "made")
    cara = Contact.objects.owned_by(alice).get(display="Cara Quist")
    cara.notes.create(owner=alice, text="Keeps bees.")

    assert undo_step(introduction=made, now=LATER) == ("made", False)
    made.refresh_from_db()
    assert (made.to, Favour.objects.owned_by(alice).count()) == (cara, 0)


def test_an_outcome_can_be_taken_back_with_its_reminder(alice: User) -> None:
    made = through(person(alice, "Bo Lund"), "Cara Quist")
    step(made, "asked")
    before = rows_of(alice)
    close(made, "declined", now=LATER)

    assert undo_step(introduction=made, now=LATER) == ("outcome", True)
    assert changed(before, rows_of(alice)) == []


def test_a_reminder_the_owner_was_done_with_stays_done(alice: User) -> None:
    made = through(person(alice, "Bo Lund"), "Cara Quist")
    step(made, "asked")
    finish_reminder(reminder=Reminder.objects.owned_by(alice).get(kind="follow-up"), now=NOON)
    step(made, "agreed", now=LATER)
    undo_step(introduction=made, now=LATER)

    assert open_reminders(alice) == []


def test_there_is_nothing_to_take_back_before_the_first_step(alice: User) -> None:
    assert undo_step(introduction=through(person(alice, "Bo Lund"), "Cara Quist"), now=NOON) is None


def test_the_same_introduction_under_way_is_opened_instead_of_doubled(alice: User) -> None:
    bo, cara, ada = (person(alice, name) for name in ("Bo Lund", "Cara Quist", "Ada Moor"))

    assert through(bo, cara) == through(bo, cara) == through(bo, "cara  QUIST")
    assert between(ada, cara) == between(cara, ada)
    assert through(ada, cara) != through(bo, cara)
    assert Introduction.objects.owned_by(alice).count() == 3
    close(through(bo, cara), "nothing")
    assert through(bo, cara).outcome == ""


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Choose whom to ask first"),
        ({"broker": "Bo Lund", "whom": "Ada Moor", "to": "Cara Quist"}, "Choose whom to ask first"),
        ({"broker": "Bo Lund", "to_name": "  "}, "Say whom"),
        ({"broker": "Bo Lund", "to": "Bo Lund"}, "Nobody can be introduced to themselves"),
        ({"broker": "Bo Lund", "to_name": "bo lund"}, "Nobody can be introduced to themselves"),
        ({"broker": "Bo Lund", "to": "Cara Quist", "through": "Bo Lund"}, "themselves"),
        ({"whom": "Ada Moor", "to": "Ada Moor"}, "Nobody can be introduced to themselves"),
        ({"whom": "Ada Moor", "to_name": "Cara Quist"}, "Choose two people of your book"),
        ({"broker": "Dora Sand", "to_name": "Cara Quist"}, "Dora Sand died"),
        ({"broker": "Bo Lund", "to": "Dora Sand"}, "Dora Sand died"),
        ({"broker": "Emil Moor", "to_name": "Cara Quist"}, "Emil Moor is archived"),
        ({"broker": "Fay Holm", "to_name": "Cara Quist"}, "Fay Holm: unlinked in 2026"),
        ({"broker": "Gus Berg", "to_name": "Cara Quist"}, "Gus Berg is deleted"),
        ({"broker": "Hal Stranger", "to_name": "Cara Quist"}, "not in your book"),
    ],
)
def test_who_cannot_be_introduced_is_told_in_words(
    alice: User, bob: User, fields: dict[str, str], words: str
) -> None:
    book = {name: person(alice, name) for name in ("Bo Lund", "Ada Moor", "Cara Quist")}
    book["Dora Sand"] = person(alice, "Dora Sand", state=State.DECEASED)
    book["Emil Moor"] = person(alice, "Emil Moor", state=State.ARCHIVED)
    book["Fay Holm"] = person(alice, "Fay Holm")
    end_link(link=linked(book["Fay Holm"]), on=TODAY)
    book["Gus Berg"] = person(alice, "Gus Berg")
    remove_person(contact=book["Gus Berg"], now=NOON)
    book["Hal Stranger"] = person(bob, "Hal Stranger")
    told = {key: value if key == "to_name" else book[value] for key, value in fields.items()}

    with pytest.raises(ValueError, match=words):
        start_introduction(owner=alice, between=Between(**told), why="", now=NOON)
    assert Introduction.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "on", "words"),
    [
        ("outcome", TODAY, "Say what came of it"),
        ("a nap", TODAY, "no such step"),
        ("agreed", TODAY + timedelta(days=1), "still to come"),
        ("agreed", days_before(9), "before the step"),
    ],
)
def test_a_wrong_step_changes_nothing(alice: User, kind: str, on: date, words: str) -> None:
    made = through(person(alice, "Bo Lund"), "Cara Quist")
    step(made, "asked", days_before(5))

    with pytest.raises(ValueError, match=words):
        step(made, kind, on)
    assert IntroductionStep.objects.count() == 1


def test_the_same_step_sent_twice_is_one(alice: User) -> None:
    made = through(person(alice, "Bo Lund"), "Cara Quist")

    assert step(made, "asked") == step(made, "asked", now=NOON + timedelta(seconds=59))
    assert len(open_reminders(alice)) == 1
    with pytest.raises(ValueError, match="taken already"):
        step(made, "asked", now=LATER)


def test_an_unknown_outcome_is_refused(alice: User) -> None:
    made = through(person(alice, "Bo Lund"), "Cara Quist")
    with pytest.raises(ValueError, match="Say what came of it"):
        close(made, "a party")


def test_a_deleted_introduction_rests_and_comes_back_with_its_reminder(alice: User) -> None:
    made = through(person(alice, "Bo Lund"), "Cara Quist")
    step(made, "asked")
    waiting = open_reminders(alice)
    remove_introduction(introduction=made, now=LATER)
    assert (open_reminders(alice), open_courses(alice, TODAY)) == ([], [])

    restore_introduction(introduction=made, now=LATER)
    assert (open_reminders(alice), len(open_courses(alice, TODAY))) == (waiting, 1)


def test_what_was_planned_can_be_mended(alice: User) -> None:
    made = through(person(alice, "Bo Lund"), "Cara Quist")
    change_introduction(introduction=made, to_name="Cora Quist", to_company="Beekeepers", why="Bees.")

    again = introduction_or_404(alice, made.pk)
    assert (again.to_name, again.to_company, again.why) == ("Cora Quist", "Beekeepers", "Bees.")
    with pytest.raises(ValueError, match="Say whom"):
        change_introduction(introduction=made, to_name=" ", to_company="", why="")


def test_what_is_open_comes_by_what_is_next_and_the_silent_first(alice: User, now: datetime) -> None:
    bo = person(alice, "Bo Lund")
    planned, fresh, silent, done = (through(bo, name) for name in ("Plan", "Fresh", "Silent", "Done"))
    step(fresh, "asked", days_before(2))
    step(silent, "asked", days_before(30))
    close(done, "dropped")

    courses = open_courses(alice, TODAY)
    assert [(one.introduction, one.is_silent) for one in courses] == [
        (silent, True),
        (planned, False),
        (fresh, False),
    ]
    assert list(closed_introductions(alice)) == [done]
    assert brokers_of(alice, 5) == [(bo, 3, 0)]


def test_a_course_tells_what_was_taken_passed_over_and_what_is_next(alice: User) -> None:
    made = through(person(alice, "Bo Lund"), "Cara Quist")
    step(made, "other agreed")

    course = course_of(introduction_or_404(alice, made.pk), TODAY)
    assert [(one.words, one.is_passed, one.is_next) for one in course.stages] == [
        ("I asked Bo", True, False),
        ("Bo agreed", True, False),
        ("Cara agreed", False, False),
        ("Bo introduced us", False, True),
        ("I thanked Bo", False, False),
        ("What came of it", False, False),
    ]
    assert course.next_words == "Bo introduced us"


def test_asks_count_by_their_first_step(alice: User, django_assert_num_queries) -> None:
    bo, ada = person(alice, "Bo Lund"), person(alice, "Ada Moor")
    step(through(bo, "Cara"), "asked", days_before(10))
    step(through(bo, "Dora"), "asked", days_before(40))
    step(through(bo, "Emil"), "asked", days_before(400))
    through(bo, "Only Planned")
    through(ada, "Only Planned")

    with django_assert_num_queries(1):
        assert asks_of(alice, [bo.pk, ada.pk], days_before(365)) == {bo.pk: Asked(2, days_before(10))}
