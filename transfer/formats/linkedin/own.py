"""Whose export it is: LinkedIn does not say."""

from collections import Counter
from collections.abc import Iterable

from transfer.formats.linkedin.values import Invitation, Message


class OwnSlug:
    """Watches messages and invitations go by and tells which profile must be the owner's."""

    def __init__(self) -> None:
        self.by_invitation: Counter[str] = Counter()
        self.by_conversation: Counter[str] = Counter()
        self.conversations: set[str] = set()
        self.seen: set[tuple[str, str]] = set()

    def see(self, item: object) -> None:
        """Take in one row; anything but a message or an invitation tells nothing."""
        if isinstance(item, Invitation):
            self.by_invitation[item.recipient_slug if item.incoming else item.sender_slug] += 1
        elif isinstance(item, Message):
            self.conversations.add(item.conversation)
            self._count(item.conversation, item.sender_slug)
            for party in item.recipients:
                self._count(item.conversation, party.slug)

    def _count(self, conversation: str, slug: str) -> None:
        if slug and (conversation, slug) not in self.seen:
            self.seen.add((conversation, slug))
            self.by_conversation[slug] += 1

    def best(self) -> str:
        """The inviter of outgoing and invitee of incoming invitations; else who is in most conversations.

        Conversations rather than messages, as a chatty friend may have written more. Who leads must be alone
        in that and take part in more than half of them, beside others; else the answer is empty.
        """
        invited = _leader(self.by_invitation)
        if invited:
            return invited
        talking = _leader(self.by_conversation)
        among_others = len(self.by_conversation) > 1
        in_most = 2 * self.by_conversation[talking] > len(self.conversations)
        return talking if among_others and in_most else ""


def own_slug(items: Iterable[object]) -> str:
    """The owner's own slug from rows of messages and invitations; empty when they do not tell."""
    watcher = OwnSlug()
    for item in items:
        watcher.see(item)
    return watcher.best()


def _leader(counts: Counter[str]) -> str:
    """The known slug with the highest count, if it is alone with it."""
    first, second = [*((slug, count) for slug, count in counts.most_common(3) if slug), ("", 0), ("", 0)][:2]
    return first[0] if first[1] > second[1] else ""
