"""The ways to tell an owner, and how they went."""

from django.db.models import Q, QuerySet
from django.http import Http404

from accounts.models import User
from reminders.models import Channel, Delivery

LOG_ROWS = 50


def channel_or_404(user: User, pk: int) -> Channel:
    """One channel of the owner's; anything else raises Http404."""
    return _or_404(Channel.objects.owned_by(user).filter(pk=pk))


def gone_channel_or_404(user: User, pk: int) -> Channel:
    """One removed channel of the owner's; anything else raises Http404."""
    return _or_404(Channel.objects.filter(owner=user, pk=pk, deleted_at__isnull=False))


def _or_404(rows: QuerySet[Channel]) -> Channel:
    found = rows.select_related("owner").first()
    if found is None:
        raise Http404
    return found


def channels_of(user: User) -> QuerySet[Channel]:
    """All that are there, by kind; mail among them once something was sent by it."""
    return Channel.objects.owned_by(user).select_related("owner")


def paused_channels(user: User) -> QuerySet[Channel]:
    """Those that failed too often and wait for the owner to look."""
    rows = channels_of(user).filter(is_on=True, paused_at__isnull=False)
    return rows if user.digest_by_mail else rows.exclude(kind=Channel.Kind.MAIL)


def delivery_log(user: User, channel: Channel) -> QuerySet[Delivery]:
    """The newest 50 deliveries through a channel."""
    through = Q(through=channel)
    if channel.kind == Channel.Kind.MAIL:
        through |= Q(through=None, channel=Channel.Kind.MAIL)
    rows = Delivery.objects.owned_by(user).filter(through).select_related("occurrence")
    return rows.order_by("-occurrence__due_on", "-pk")[:LOG_ROWS]
