"""Which rules hold, and what the owner told about themselves."""

from accounts.models import User
from network.models import AboutMe, PolicyVersion


def current_policy(user: User, network: str) -> PolicyVersion | None:
    """The version that holds on a network; None where the owner has not chosen a policy."""
    found = PolicyVersion.objects.owned_by(user).filter(network=network)
    newest: PolicyVersion | None = found.order_by("-number").first()
    return newest


def current_policies(user: User) -> dict[str, PolicyVersion]:
    """The versions that hold, by network; one query."""
    rows = PolicyVersion.objects.owned_by(user).order_by("network", "number")
    return {version.network: version for version in rows}


def about_me(user: User) -> AboutMe:
    """What the owner told about themselves; an empty row that is not saved where they told nothing."""
    return AboutMe.objects.owned_by(user).first() or AboutMe(owner=user)
