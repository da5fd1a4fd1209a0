"""What is remembered of a person of the book."""

from collections.abc import Iterator
from datetime import date

from accounts.models import User
from contacts.models import Contact
from domain.wording import month_in_words
from network.models import Decision, UnlinkTask
from network.queries.links import unlink_memories
from network.queries.memory import memories
from network.queries.senders import Heard


def remembered(user: User, contact: Contact, today: date) -> tuple[str, ...]:
    """Such as "unlinked in 2024: mass pitch", "declined in March", "muted on LinkedIn in May"; three queries.

    Conduct is not among them: it stands on its own.
    """
    unlinked = unlink_memories(user, [contact.pk]).get(contact.pk, "")
    decisions = Decision.objects.owned_by(user).filter(request__contact=contact, undone_at=None)
    heard = Heard(decisions=list(decisions.order_by("-made_at", "-pk")))
    return (*memories(unlinked, heard, today), *_muted(user, contact, today))


def _muted(user: User, contact: Contact, today: date) -> Iterator[str]:
    tasks = UnlinkTask.objects.owned_by(user).filter(
        kind=UnlinkTask.Kind.MUTE, link__contact=contact, done_at__isnull=False
    )
    for task in tasks.select_related("link").order_by("-done_at"):
        when = task.done_at or task.made_at
        month = month_in_words(when.date().toordinal(), today.toordinal())
        yield f"muted on {task.link.get_network_display()} in {month}"
