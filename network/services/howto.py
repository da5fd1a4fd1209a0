"""How the owner ends a link on a network, in their own words."""

from django.db import transaction

from accounts.models import User
from network.models import HOW_TO_UNLINK, HowTo, Network


@transaction.atomic
def save_how_to(*, owner: User, network: str, text: str) -> HowTo | None:
    """Keep the owner's words, a step a line; nothing, or our own words, gives ours back and returns None.

    Raises ValueError for a network that we do not know.
    """
    ours = HOW_TO_UNLINK[Network(network)]
    lines = (line.strip() for line in text.splitlines())
    said = "\n".join(line for line in lines if line)[:2_000]
    if said in ("", ours):
        HowTo.objects.owned_by(owner).filter(network=network).delete()
        return None
    return HowTo.objects.update_or_create(owner=owner, network=network, defaults={"text": said})[0]
