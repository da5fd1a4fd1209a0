"""What is written: a line logged, one person worked out anew, and the whole book."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import cycle

from django.db import transaction
from django.db.models import F
from django.test import Client

from accounts import clock
from accounts.models import User
from bench.scaled.measure import Row
from contacts.models import Contact
from domain.scale import WEIGHTS, Scale
from domain.strength import Touch
from interactions.models import Participation
from interactions.queries import touches_with
from interactions.services import absorb_or_rescore, begin_reweighing, take_turn
from interactions.services.book import rescore_book
from relationships.services import rescore

LONG_AGO = timedelta(days=500)
LATELY = timedelta(days=100)


def write_rows(owner: User) -> Iterator[Row]:
    """The rows of single writes; each is about another person, who was talked to lately."""
    today = clock.today(owner)
    known = Contact.objects.owned_by(owner).filter(standing__last_on__gte=(today - LATELY).toordinal())
    people = cycle(list(known.select_related("owner").order_by("pk")[:200]))
    coffee = Touch(today.toordinal(), 1.0)

    def replay() -> None:
        person = next(people)
        rescore(contact=person, touches=touches_with(person), today=today)

    log = _logging(owner, lambda: next(people).display)
    yield Row("Log a coffee", log("today"))
    yield Row("Log a coffee long ago", log((today - LONG_AGO).isoformat()))
    take_in = "One person takes a touch in"
    yield Row(
        take_in, lambda: absorb_or_rescore(contact=next(people), touch=coffee, today=today), inside=True
    )
    yield Row("One person replayed from the log", replay, inside=True)


def _logging(owner: User, name: Callable[[], str]) -> Callable[[str], Callable[[], None]]:
    client = Client()
    client.force_login(owner)

    def log(day: str) -> Callable[[], None]:
        def post() -> None:
            response = client.post("/log/", {"line": f"coffee with {name()} {day}"})
            assert response.status_code == 302, f"logging answers {response.status_code}"

        return post

    return log


def book_rows(owner: User) -> Iterator[Row]:
    """The rows of the whole book. In the end everything is as it was."""
    today, factors = clock.today(owner), cycle((1.25, 0.8))
    touches = Participation.objects.owned_by(owner).exclude(touch_weight=None)

    def work(*, is_changed: bool) -> None:
        changed = rescore_book(owner=owner, today=today)
        assert bool(changed) == is_changed, f"{changed:,} differed"

    def weigh() -> None:
        with transaction.atomic():
            touches.update(touch_weight=F("touch_weight") * next(factors))

    # A heavier touch on the day of another was taken in as a difference: that may tell in the last digit.
    rescore_book(owner=owner, today=today)
    yield Row("The book replayed, nothing differs", lambda: work(is_changed=False), times=3, is_slow=True)
    yield Row(
        "The book replayed, everybody differs",
        lambda: work(is_changed=True),
        before=weigh,
        times=2,
        is_slow=True,
    )
    halves = cycle((dict.fromkeys(WEIGHTS, 0.2), {}))
    job = _reweighing(owner, lambda: Scale(next(halves)))
    yield Row("All weights changed, the job", job, times=2, is_slow=True)


def _reweighing(owner: User, scale: Callable[[], Scale]) -> Callable[[], None]:
    def work() -> None:
        job = begin_reweighing(owner=owner, scale=scale(), now=clock.now_for(owner))
        assert take_turn(reweighing_id=job.pk, clock=clock.now), "the job is not done"

    return work
