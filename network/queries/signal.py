"""The signal: which share of the links meets its policy, and how it went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import User
from network.models import Network, PolicyVersion, SignalPoint
from network.queries.policies import current_policies
from network.queries.simulation import signal_of

DRAWN_DAYS = 730


@dataclass(frozen=True, slots=True)
class Signal:
    """One network: how many links there are today, how many its policy accepts, and the days before, oldest first."""

    version: PolicyVersion
    links: int
    passing: int
    before: Sequence[SignalPoint]

    @property
    def label(self) -> str:
        return Network(self.version.network).label

    @property
    def failing(self) -> int:
        return self.links - self.passing

    @property
    def percent(self) -> int | None:
        """Rounded down, so that it is 100 only when all pass; None without a link."""
        return 100 * self.passing // self.links if self.links else None

    @property
    def months(self) -> Sequence[SignalPoint]:
        """The last point of each month, the newest first."""
        last = {(point.on.year, point.on.month): point for point in self.before}
        return list(last.values())[::-1]

    @property
    def line(self) -> Sequence[tuple[int, float]]:
        """For a plot: the day, and how many of ten links pass, today last; days without a link are left out."""
        told = {point.on.toordinal(): 10 * point.share for point in self.before if point.share is not None}
        return sorted(told.items())


def signals(user: User, today: date) -> list[Signal]:
    """Each network that has a policy, in the order of networks; today is counted, the days before are read."""
    versions = current_policies(user)
    kept = SignalPoint.objects.owned_by(user).filter(on__gt=today - timedelta(days=DRAWN_DAYS), on__lt=today)
    points: dict[str, list[SignalPoint]] = {network: [] for network in versions}
    for point in kept.order_by("on"):
        points.setdefault(point.network, []).append(point)
    return [
        _signal(user, versions[network], points[network], today)
        for network in Network.values
        if network in versions
    ]


def _signal(user: User, version: PolicyVersion, before: Sequence[SignalPoint], today: date) -> Signal:
    links, passing = signal_of(user, version, today)
    point = SignalPoint(network=version.network, on=today, links=links, passing=passing)
    return Signal(version, links, passing, [*before, point])
