"""What makes long lists quick: a bound for the strength and the health, as of an anchor day."""

from datetime import date

from django.db import transaction

from accounts import bulk
from contacts.models import Contact, State
from domain import strength as model
from domain.health import NEW_DAYS, Health, health
from relationships.models import Standing

FRESH_DAYS = 7
"""After so many days the bound is worth being drawn tighter."""
FOR_EVER = date.max.toordinal()
"""The day on which what does not change with time grows stale."""
ANCHORS = ("is_listed", "bound", "health_then", "anchored_on", "stale_on")
BATCH = 500


def write_anchor(standing: Standing, state: model.State, contact: Contact, today: date) -> None:
    """Put the bound and the health as of today into an unsaved row whose turning days are written."""
    day = today.toordinal()
    standing.is_listed = contact.state == State.ACTIVE and contact.deleted_at is None
    standing.bound = model.bound(state, day)
    standing.health_then = health(state, day, contact.wished_days).value
    standing.anchored_on = day
    standing.stale_on = _stale_on(standing, day)


def _stale_on(standing: Standing, day: int) -> int:
    """The first day on which the health may have turned, or the bound is old."""
    if standing.frozen_on is not None or standing.as_of is None:
        return FOR_EVER
    turns = [standing.cooling_on, standing.dormant_on, standing.never_on]
    if standing.health_then == Health.NEW and standing.first_on is not None:
        turns.append(standing.first_on + NEW_DAYS + 1)
    return min([day + FRESH_DAYS, *(turn for turn in turns if turn is not None and turn > day)])


def reanchor(*, today: date, limit: int = 5_000) -> int:
    """Draw up to `limit` stale anchors anew, whoever's they are, the stalest first. Returns how many.

    Only speed depends on it: lists read a stale row exactly. A transaction takes 500 rows, some 20 ms.
    """
    done = 0
    while done < limit and (drawn := _reanchor_some(today, min(BATCH, limit - done))):
        done += drawn
    return done


@transaction.atomic
def _reanchor_some(today: date, limit: int) -> int:
    stale = Standing.objects.filter(stale_on__lte=today.toordinal()).order_by("stale_on")
    rows = list(stale.select_for_update(of=("self",)).select_related("contact")[:limit])
    for row in rows:
        write_anchor(row, row.state, row.contact, today)
    bulk.update(
        Standing, ANCHORS, [(*(getattr(row, name) for name in ANCHORS), row.contact_id) for row in rows]
    )
    return len(rows)
