"""Whose export it is: LinkedIn does not say."""

from collections import Counter
from collections.abc import Iterable

from transfer.formats.linkedin.values import Invitation, Message


class OwnSlug:
    """Watches messages and invitations go by and tells which profile must be the owner's."""

    def __init__(self) -> None:
        self.by_invitation: Counter[str] = Counter()
        self.by_conversation: Counter[str] = Counter()
        self.by_message: Counter[str] = Counter()
        self.seen: set[tuple[str, str]] = set()

    def see(self, item: object) -> None:
        """Take in one row; anything but a message or an invitation tells nothing."""
        if isinstance(item, Invitation):
            self.by_invitation[item.recipient_slug if item.incoming else item.sender_slug] += 1
        elif isinstance(item, Message):
            for slug in {item.sender_slug, *(party.slug for party in item.recipients)}:
                self._in_conversation(item.conversation, slug)

    def _in_conversation(self, conversation: str, slug: str) -> None:
        self.by_message[slug] += 1
        if (conversation, slug) not in self.seen:
            self.seen.add((conversation, slug))
            self.by_conversation[slug] += 1

    def best(self) -> str:
        """The inviter of outgoing and invitee of incoming invitations; else who is in most conversations.

        Between two in equally many conversations, who is in more messages; empty when that is even too.
        """
        invited = _leaders(self.by_invitation, set(self.by_invitation))
        if len(invited) == 1:
            return invited.pop()
        talking = _leaders(self.by_conversation, invited or set(self.by_conversation))
        talking = _leaders(self.by_message, talking)
        return talking.pop() if len(talking) == 1 else ""


def own_slug(items: Iterable[object]) -> str:
    """The owner's own slug from rows of messages and invitations; empty when they do not tell."""
    watcher = OwnSlug()
    for item in items:
        watcher.see(item)
    return watcher.best()


def _leaders(counts: Counter[str], among: set[str]) -> set[str]:
    """Those of a group with the highest count; never the unknown one."""
    known = among - {""}
    most = max((counts[slug] for slug in known), default=0)
    return {slug for slug in known if counts[slug] == most}
