"""How many links met their policy, kept day by day."""

from datetime import date

from accounts.models import User
from network.models import SignalPoint
from network.queries.policies import current_policies
from network.queries.simulation import signal_of


def keep_signal(*, owner: User, today: date) -> int:
    """Write down for each network with a policy how many links there are today, and how many of them it accepts.

    One point a network and day, however often it is called; the first of the day stays. Returns how many are new.
    All links are read before anything is written: nobody waits for that.
    """
    kept = set(SignalPoint.objects.owned_by(owner).filter(on=today).values_list("network", flat=True))
    made = [
        SignalPoint(owner=owner, network=network, on=today, links=links, passing=passing)
        for network, version in current_policies(owner).items()
        if network not in kept
        for links, passing in [signal_of(owner, version, today)]
    ]
    SignalPoint.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)
