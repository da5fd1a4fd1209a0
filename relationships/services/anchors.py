"""Keeping anchors fresh, so that long lists stay quick. No result depends on it."""

from datetime import date

from django.db import transaction

from accounts import bulk
from domain.health import turning_days
from relationships.models import Standing
from relationships.services.derive import ANCHORS, anchor, wishes_of

BATCH = 500


def reanchor(*, today: date, limit: int = 5_000) -> int:
    """Draw up to `limit` stale anchors anew, whoever's they are, the stalest first. Returns how many.

    Lists read a stale row exactly, which takes longer. A transaction takes 500 rows, some 20 ms.
    """
    if not Standing.objects.filter(stale_on__lte=today.toordinal()).exists():
        return 0  # asked every minute, without the lock of a transaction
    done = 0
    while done < limit and (drawn := _reanchor_some(today, min(BATCH, limit - done))):
        done += drawn
    return done


@transaction.atomic
def _reanchor_some(today: date, limit: int) -> int:
    day = today.toordinal()
    stale = Standing.objects.filter(stale_on__lte=day).order_by("stale_on")
    # Those that somebody writes just now are left to them. What the others rest on is read once they are held.
    held = list(stale.select_for_update(skip_locked=True).values_list("pk", flat=True)[:limit])
    rows = list(Standing.objects.filter(pk__in=held).select_related("contact"))
    bulk.update(Standing, ANCHORS, [(*_anchor(row, day), row.contact_id) for row in rows])
    return len(rows)


def _anchor(row: Standing, day: int) -> tuple[object, ...]:
    wishes = wishes_of(row.contact)
    return anchor(row.state, turning_days(row.state, wishes.wished_days, wishes.since), wishes, day)
