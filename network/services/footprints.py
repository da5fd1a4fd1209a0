"""What stays of somebody who asked and is in no book: a trace, so that "do I know…?" can tell."""

from datetime import datetime

from contacts.models import NAME_LENGTH, NameKey, Trace
from domain.namekeys import trace_keys
from network.models import LinkRequest

State = LinkRequest.State
RESTING = (State.DECLINED, State.ANSWERED, State.IGNORED)


def keep_trace(*, request: LinkRequest, now: datetime) -> None:
    """Let a trace stay of the one who asked exactly while one of their requests rests with nobody of the book.

    Who is known, or waits again, leaves none. `now` is aware, in the owner's zone.
    """
    name = request.name[:NAME_LENGTH]
    if not name and not request.key:
        return
    who = {"network": request.network, "key": request.key, "name": name}
    alike = LinkRequest.objects.owned_by(request.owner).filter(incoming=True, **who)
    resting = list(alike.filter(state__in=RESTING, contact=None))
    seen = Trace.objects.owned_by(request.owner).filter(source=Trace.Source.REQUEST, **who)
    if not resting:
        seen.delete()
        return
    days = [(row.sent_at or now).astimezone(now.tzinfo).date() for row in resting]
    times = sum(row.times for row in resting)
    values = {"first_on": min(days), "last_on": max(days), "times": times}
    trace, is_new = Trace.objects.get_or_create(
        owner=request.owner, source=Trace.Source.REQUEST, **who, defaults=values
    )
    if is_new:
        NameKey.objects.bulk_create(
            NameKey(owner=request.owner, trace=trace, key=key) for key in sorted(trace_keys(name))
        )
    elif request.sent_at:
        Trace.objects.owned_by(request.owner).filter(pk=trace.pk).update(**values)
