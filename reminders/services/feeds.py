"""Calendar addresses: making, changing and ending them, and how often one may be asked."""

import secrets
from datetime import datetime

from django.core.cache import cache
from django.db import transaction

from accounts.models import User
from reminders.models import Feed
from reminders.queries.feeds import hash_of

SECRET_BYTES = 32
ASKED_A_MINUTE = 30
MINUTE = 60


@transaction.atomic
def make_feed(*, owner: User, scope: str, tells_names: bool, now: datetime) -> str:
    """Make the address of a scope anew; returns its secret, which is kept nowhere and so told only now.

    The address that was there before is dead at once. Raises ValueError for a scope that is none.
    """
    if scope not in Feed.Scope.values:
        raise ValueError("There is no such calendar.")
    secret = secrets.token_urlsafe(SECRET_BYTES)
    values = {"secret_hash": hash_of(secret), "tells_names": tells_names, "made_at": now}
    Feed.objects.update_or_create(owner=owner, scope=scope, defaults=values)
    return secret


def renew_feed(*, feed: Feed, now: datetime) -> str:
    """Give a feed a new address; the old one is dead at once. Returns the new secret."""
    return make_feed(owner=feed.owner, scope=feed.scope, tells_names=feed.tells_names, now=now)


def tell_names(*, feed: Feed, tells_names: bool) -> None:
    """Let a feed tell full names and texts, or first names only; the address stays."""
    Feed.objects.owned_by(feed.owner).filter(pk=feed.pk).update(tells_names=tells_names)


def end_feed(*, feed: Feed) -> None:
    """The address is dead at once, for good."""
    Feed.objects.owned_by(feed.owner).filter(pk=feed.pk).delete()


def may_fetch(*, feed: Feed, now: datetime) -> bool:
    """Count one question at this address; False when there were 30 in this minute. Counted in the cache alone."""
    key = f"feed:{feed.secret_hash[:40]}:{int(now.timestamp()) // MINUTE}"
    cache.add(key, 0, 2 * MINUTE)
    try:
        return int(cache.incr(key)) <= ASKED_A_MINUTE
    except ValueError:  # a cache that lost it in between, or keeps nothing: nobody is turned away for that
        return True
