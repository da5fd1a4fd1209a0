"""Where review gets people from besides their health: conduct, denied claims, questions, silence, favours, policies."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.core.cache import cache
from django.db.models import QuerySet

from accounts.clock import zone_of
from accounts.models import User
from contacts.models import State
from domain.linkfacts import Claim
from domain.linkoutcomes import ACCEPTING
from network.models import ClaimedMutual, Conduct, Decision, Question
from network.queries.favours import only_takers
from network.queries.policies import current_policies
from network.queries.questions import unanswered_questions
from network.queries.simulation import failing_links
from network.queries.undecided import undecided
from relationships.models import Standing

STILL_THERE = (State.ACTIVE, State.FADED)
SILENT_DAYS = 30
SILENT_AT_MOST = 365
"""Older links with nothing recorded come up by themselves."""
LOOKED_AT = 200
"""Of so many links that fail their policy, and of so many accepted ones, review takes note at most."""
MANY = 100_000
KEPT_SECONDS = 600


def blamed(user: User, today: date, limit: int) -> list[int]:
    """Linked people who behaved badly or made a claim that was denied, the newest first: three queries at most."""
    recorded = Conduct.objects.owned_by(user)
    claims = ClaimedMutual.objects.owned_by(user).filter(state=Claim.DENIED)
    if not (recorded.exists() or claims.exists()):
        return []  # as nearly always; what follows takes longer to put together than to answer
    conduct = undecided(recorded, user, today, "made_at")
    there = {"contact__deleted_at": None, "contact__state__in": STILL_THERE}
    told = conduct.filter(**there).order_by().values_list("contact", "on")
    denied = undecided(claims.filter(**there), user, today, "answered_on").order_by()
    rows = told.union(denied.values_list("contact", "answered_on"), all=True).order_by("-on", "-contact")
    return _once(contact for contact, _day in rows[: 4 * limit])[:limit]


def unanswered(user: User, today: date, limit: int) -> list[int]:
    """Linked people who never answered the question they were asked, the oldest first: two queries at most."""
    if (
        not Question.objects.owned_by(user)
        .filter(answered_on=None, closed_at=None, due_on__lt=today)
        .exists()
    ):
        return []
    rows = undecided(unanswered_questions(user, today), user, today, "due_on")
    return _once(rows.filter(contact__state__in=STILL_THERE).values_list("contact", flat=True)[:limit])


def silent_since(user: User, today: date) -> list[int]:
    """Whose request was accepted a month ago or more, within a year, and never a word since: one query."""
    return _once(contact for contact, day, last in _accepted(user, today) if last is None or last <= day)


def _accepted(user: User, today: date) -> list[tuple[int, int, int | None]]:
    """The contact, the day it was accepted on and the day of the last word, for the oldest LOOKED_AT."""
    zone = zone_of(user)
    first, last = (
        datetime.combine(today - timedelta(days=days), time.max, zone)
        for days in (SILENT_AT_MOST, SILENT_DAYS)
    )
    rows = accepted_decisions(user).filter(made_at__gt=first, made_at__lte=last)
    quiet = rows.exclude(
        link__contact__standing__last_on__gt=(today - timedelta(days=SILENT_DAYS)).toordinal()
    )
    told = quiet.order_by("made_at").values_list(
        "link__contact", "made_at", "link__contact__standing__last_on"
    )
    return [
        (pk, made.astimezone(zone).date().toordinal(), heard) for pk, made, heard in told[: 2 * LOOKED_AT]
    ]


def accepted_decisions(user: User) -> QuerySet[Decision]:
    """What the owner accepted, where the link holds."""
    found: QuerySet[Decision] = Decision.objects.owned_by(user).filter(
        undone_at=None, outcome__in=ACCEPTING, link__until=None, link__contact__deleted_at=None
    )
    return found.filter(link__isnull=False)


def taking(user: User, today: date, limit: int) -> list[int]:
    """Linked people who got three favours or more and never gave one, the newest favour first: one query."""
    rows = undecided(only_takers(user), user, today, "on").filter(contact__state__in=STILL_THERE)
    return _once(rows.order_by("-on", "-pk").values_list("contact", flat=True)[: 4 * limit])[:limit]


def failing(user: User, today: date) -> list[int]:
    """Whose links their policies would not accept, the weakest first; looked for anew every ten minutes.

    Only those with whom something is recorded: of the others one cannot say more than that.
    """
    versions = current_policies(user)
    if not versions:
        return []
    numbers = ",".join(str(one.pk) for one in versions.values())
    key = f"failing:{user.pk}:{today.isoformat()}:{numbers}"
    found = cache.get_or_set(key, lambda: _weakest(user, today), KEPT_SECONDS)
    return list(found or ())


def _weakest(user: User, today: date) -> list[int]:
    recorded = set(Standing.objects.owned_by(user).filter(days__gt=0).values_list("pk", flat=True))
    links = failing_links(user, today, MANY)
    return [pk for pk, _sentence in links if pk in recorded][:LOOKED_AT]


def _once(ids: Iterable[int | None]) -> list[int]:
    return list(dict.fromkeys(pk for pk in ids if pk is not None))
