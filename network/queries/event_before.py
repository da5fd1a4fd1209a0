"""Before an event: whom the owner knows there, who passes the policy, and through whom to meet the others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from accounts.models import User
from contacts.models import Contact, Post, State, Tie
from domain.linkfacts import LinkFacts
from domain.linking import IN_WORDS, Policy, Verdict, decide
from domain.linkoutcomes import ACCEPTING
from domain.mentions import mentioned
from domain.names import fold
from network.models import Network, PolicyVersion
from network.queries.facts import facts_of_contacts, fields_needed
from network.queries.guest_rows import GuestRow
from network.queries.policies import about_me, current_policies
from network.queries.standings import standing_of

MOST_COMPANIES = 40


@dataclass(frozen=True, slots=True)
class Said:
    """What the policy says to a guest, in words, and whether that is an acceptance."""

    verdict: Verdict
    words: str
    passes: bool


@dataclass(frozen=True, slots=True)
class Through:
    """Somebody well known who may introduce a guest, and why they may know them."""

    contact: Contact
    why: str
    is_guest: bool


def main_policy(user: User) -> PolicyVersion | None:
    """The policy that guests are measured by: LinkedIn's, else that of the first network that has one."""
    found = current_policies(user)
    return found.get(Network.LINKEDIN) or next((found[one] for one in Network.values if one in found), None)


def verdicts(user: User, rows: Sequence[GuestRow], policy: Policy, today: date) -> dict[int, Said]:
    """What the policy says to those of these guests who are not linked, by guest id; a bounded handful of queries.

    Of strangers the list is all that is known; what is not known is never held against anybody.
    """
    asked = [row for row in rows if not row.is_linked]
    ids = [row.contact.pk for row in asked if row.contact]
    facts = facts_of_contacts(user, ids, today, fields_needed([policy])) if ids else {}
    me = about_me(user)
    found = {}
    for row in asked:
        known = facts.get(row.contact.pk) if row.contact else None
        guest = row.guest
        told = known or LinkFacts(today=today.toordinal())
        title = guest.title or told.title
        useful = told.is_useful_role or bool(mentioned(title, me.useful_roles)) or None
        told = replace(told, title=title, company=guest.company or told.company, is_useful_role=useful)
        told = replace(told, behaviour=row.behaviour or told.behaviour)
        verdict = decide(policy, told)
        found[guest.pk] = Said(verdict, IN_WORDS[verdict.verdict], verdict.verdict in ACCEPTING)
    return found


def introducers(
    user: User, rows: Sequence[GuestRow], listed: Iterable[int], today: date
) -> dict[int, Through]:
    """Through whom one may meet those of these guests who are hardly known, by guest id: four queries.

    Who works where a guest works, or is tied to them, and is not below the owner's line; guests of the event first.
    """
    line = user.introducer_line
    wanted = [row for row in rows if row.contact is None or row.score < line]
    reached = defaultdict[int, list[tuple[int, str]]](list)
    for guest, contact, why in [*_tied(user, wanted), *_of_company(user, wanted)]:
        reached[guest].append((contact, why))
    ids = {contact for some in reached.values() for contact, _why in some}
    people = Contact.objects.owned_by(user).filter(pk__in=ids, state=State.ACTIVE).select_related("standing")
    strong = {one.pk: (one, score) for one in people if (score := _score(one, today)) >= line}
    here, found = set(listed), dict[int, Through]()
    for guest, some in reached.items():
        best = sorted(
            ((pk not in here, -strong[pk][1], pk, why) for pk, why in some if pk in strong),
            key=lambda one: one[:3],
        )
        if best:
            absent, _score_of, pk, why = best[0]
            found[guest] = Through(strong[pk][0], why, not absent)
    return found


def _score(contact: Contact, today: date) -> float:
    standing = standing_of(contact)
    return standing.strength_on(today) if standing else 0.0


def _tied(user: User, rows: Sequence[GuestRow]) -> list[tuple[int, int, str]]:
    """Guest, contact and why, for those of the book."""
    by_contact: Mapping[int, int] = {row.contact.pk: row.guest.pk for row in rows if row.contact}
    if not by_contact:
        return []
    ties = Tie.objects.owned_by(user)
    forth = ties.filter(one__in=by_contact).values_list("one_id", "other_id")
    back = ties.filter(other__in=by_contact).values_list("other_id", "one_id")
    return [(by_contact[one], other, "knows them") for one, other in [*forth, *back]]


def _of_company(user: User, rows: Sequence[GuestRow]) -> list[tuple[int, int, str]]:
    """Guest, contact and why, for guests whose company the list tells."""
    guests = defaultdict[str, list[GuestRow]](list)
    for row in rows:
        if fold(row.guest.company):
            guests[fold(row.guest.company)].append(row)
    if not guests:
        return []
    names = [some[0].guest.company for some in list(guests.values())[:MOST_COMPANIES]]
    same = reduce(or_, (Q(organisation__iexact=name) for name in names))
    posts = Post.objects.owned_by(user).filter(same, until="", contact__deleted_at=None)
    return [
        (row.guest.pk, contact, f"works at {organisation}")
        for contact, organisation in posts.values_list("contact_id", "organisation")
        for row in guests.get(fold(organisation), ())
        if row.contact is None or row.contact.pk != contact
    ]
