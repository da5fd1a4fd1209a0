"""Everybody named in a line of the quick log."""

from collections.abc import Mapping
from datetime import datetime

from accounts.models import User
from contacts.models import Contact
from contacts.queries import contacts_with
from domain.quickfavours import Called
from domain.quicklog import Entry, Named
from reminders.services import add_person


class People:
    """Everybody named in a line whose questions are answered; the new ones are made."""

    def __init__(self, owner: User, entry: Entry, picks: Mapping[str, int], now: datetime) -> None:
        sure = [*entry.contacts, *(named for name in _names(entry) for named in name.candidates[:1])]
        ids = [*(named.contact for named in sure), *(picks[case.text] for case in entry.doubtful)]
        self.picks = picks
        self.known = {contact.pk: contact for contact in contacts_with(owner, ids)}
        self.made = {text: add_person(owner=owner, name=text, now=now) for text in entry.strangers}

    def meant(self, name: Called) -> Contact:
        """Who a name in a favour means."""
        if not name.candidates:
            return self.made[name.text]
        return self._of(name.text, name.candidates)

    def in_talk(self, entry: Entry) -> list[Contact]:
        """Those of the talk, each of them once, the known first."""
        found = [self.known[named.contact] for named in entry.contacts]
        found += [self._of(case.text, case.candidates) for case in entry.ambiguous]
        return list(dict.fromkeys([*found, *(self.made[text] for text in entry.unknown)]))

    def _of(self, text: str, candidates: tuple[Named, ...]) -> Contact:
        return self.known[candidates[0].contact if len(candidates) == 1 else self.picks[text]]


def _names(entry: Entry) -> list[Called]:
    return [name for favour in entry.favours for name in favour.named]
