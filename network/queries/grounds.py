"""Why one person comes up in review, besides their health, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.clock import zone_of
from accounts.models import User
from contacts.models import Contact
from domain.favours.balance import Side
from domain.favours.words import in_words
from domain.linkfacts import Claim
from domain.linking import ACCEPTING, decide
from domain.wording import day_in_words, sentence
from interactions.queries import balance_of
from network.models import ClaimedMutual, Conduct, Link
from network.queries.facts import facts_of_contacts, fields_needed
from network.queries.policies import current_policies
from network.queries.questions import unanswered_questions
from network.queries.sources import SILENT_DAYS, accepted_decisions
from network.queries.standings import standing_of


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason to look at a link again. `is_told` where somebody said or did it: no record is lacking there."""

    word: str
    words: str
    is_told: bool = True


def grounds_of(
    user: User, contact: Contact, links: Sequence[Link], conduct: Sequence[Conduct], today: date
) -> tuple[Ground, ...]:
    """The grounds for letting go of a link with this contact, the gravest first; without a link none.

    `conduct` is what is on record of them.
    """
    if not links:
        return ()
    told = [ground for look in (_denied, _unanswered, _silence) for ground in look(user, contact, today)]
    took = _taking(contact)
    return (*_conduct(conduct, today), *told, *took, *_failing(user, contact, links, today))


def _day(day: date, today: date) -> str:
    return day_in_words(day.toordinal(), today.toordinal())


def _conduct(conduct: Sequence[Conduct], today: date) -> Iterator[Ground]:
    for row in conduct:
        words = f": “{row.words}”" if row.words else ""
        yield Ground("On record", f"{sentence(row.behaviour)}, {_day(row.on, today)}{words}.")


def _denied(user: User, contact: Contact, today: date) -> Iterator[Ground]:
    claims = ClaimedMutual.objects.owned_by(user).filter(contact=contact, state=Claim.DENIED)
    for row in claims:
        when = f" on {_day(row.answered_on, today)}" if row.answered_on else ""
        words = f"They named {row.friend_name} as a friend of yours, who denied it{when}."
        yield Ground("Claim denied", words)


def _unanswered(user: User, contact: Contact, today: date) -> Iterator[Ground]:
    for row in unanswered_questions(user, today).filter(contact=contact):
        asked, due = _day(row.asked_on, today), _day(row.due_on, today)
        yield Ground("No answer", f"Asked on {asked}: “{row.text}” No answer by {due}.")


def _silence(user: User, contact: Contact, today: date) -> Iterator[Ground]:
    zone = zone_of(user)
    standing = standing_of(contact)
    decision = accepted_decisions(user).filter(link__contact=contact).order_by("-made_at").first()
    if decision is None:
        return
    day = decision.made_at.astimezone(zone).date()
    last = standing.last_on if standing else None
    if (today - day).days >= SILENT_DAYS and (last is None or last <= day.toordinal()):
        yield Ground(
            "Never a word", f"You accepted on {_day(day, today)}, and never a word since.", is_told=False
        )


def _taking(contact: Contact) -> Iterator[Ground]:
    found = balance_of(contact)
    if found.side is Side.ONLY_I_GIVE:
        yield Ground("Only takes", in_words(found), is_told=False)


def _failing(user: User, contact: Contact, links: Sequence[Link], today: date) -> Iterator[Ground]:
    versions = current_policies(user)
    judged = [(link, versions[link.network].policy) for link in links if link.network in versions]
    if not judged:
        return
    needed = fields_needed(policy for _link, policy in judged)
    facts = facts_of_contacts(user, [contact.pk], today, needed)[contact.pk]
    for link, policy in judged:
        said = decide(policy, facts)
        if said.verdict not in ACCEPTING:
            missing = f" {sentence(said.missing[0]).rstrip('.')}." if said.missing else ""
            words = f"“{policy.name}” would not take this link today. {said.sentence}{missing}"
            yield Ground(f"{link.get_network_display()} policy", words, is_told=False)
