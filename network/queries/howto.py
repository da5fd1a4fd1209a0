"""How a link is ended, and how somebody is muted, there."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from network.models import HOW_TO_MUTE, HOW_TO_UNLINK, HowTo, Network, UnlinkTask


@dataclass(frozen=True, slots=True)
class Steps:
    """What to do on one network. `is_own` where the owner wrote how to unlink there."""

    network: Network
    unlink: Sequence[str]
    mute: Sequence[str]
    is_own: bool

    def of(self, task: UnlinkTask) -> Sequence[str]:
        """The steps of one line of the checklist."""
        return self.mute if task.kind == UnlinkTask.Kind.MUTE else self.unlink


def steps_by_network(user: User) -> dict[str, Steps]:
    """The steps on every network, the owner's own words before ours: one query."""
    own = dict(HowTo.objects.owned_by(user).values_list("network", "text"))
    return {
        network.value: Steps(
            network,
            own.get(network.value, HOW_TO_UNLINK[network]).splitlines(),
            HOW_TO_MUTE[network].splitlines(),
            network.value in own,
        )
        for network in Network
    }
