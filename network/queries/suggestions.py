"""What to do about each person, for many people at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from accounts.clock import zone_of
from accounts.models import User
from contacts.models import Contact
from domain.state import EMPTY
from domain.suggest import Kind, SuggestFacts, Suggestion, suggest, unlink_ready
from interactions.models import Interaction
from interactions.models import Kind as InteractionKind
from network.queries.accepted import accepted_ids
from network.queries.links import active_links
from network.queries.standings import standings_by_contact
from network.queries.sweep import sweep_is_done
from relationships.models import Standing

LinkedSince = tuple[int, date | None]
FEW = 1000
"""Up to this many people are looked up by id; beyond, all links of the owner are read."""


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """One active contact, where we stand and what to do."""

    contact: Contact
    standing: Standing | None
    suggestion: Suggestion


def suggestion_rows(user: User, today: date) -> list[SuggestionRow]:
    """Every active contact with its suggestion, by name: three queries, however many they are."""
    active = Contact.objects.owned_by(user).active().select_related("standing")
    contacts = list(active.order_by("sort_name", "pk"))
    standings = standings_by_contact(contacts)
    found = suggestions_for(user, contacts, standings, today)
    return [SuggestionRow(one, standings.get(one.pk), found[one.pk]) for one in contacts]


def suggestions_for(
    user: User,
    contacts: Iterable[Contact],
    standings: Mapping[int, Standing],
    today: date,
    links: Iterable[LinkedSince] | None = None,
) -> dict[int, Suggestion]:
    """The suggestion of each contact by its id; `standings` are by contact id too.

    Whom every policy of their links accepts is not proposed for review on health alone.

    `links` are the contact ids and beginnings of their active links, if they are at hand.
    """
    people = list(contacts)
    linked = _earliest(_links_with(user, people) if links is None else links)
    asked = any(one.pk in linked and _is_unrecorded(standings.get(one.pk)) for one in people)
    ready = asked and unlink_is_ready(user, today)
    found = {one.pk: _suggest(one, standings.get(one.pk), linked, ready, today) for one in people}
    doubtful = [pk for pk, suggestion in found.items() if pk in linked and suggestion.kind is Kind.REVIEW]
    accepted = accepted_ids(user, doubtful, today)
    again = (one for one in people if one.pk in accepted)
    return found | {
        one.pk: _suggest(one, standings.get(one.pk), linked, ready, today, accepts=True) for one in again
    }


def unlink_is_ready(user: User, today: date) -> bool:
    """Whether a link with nothing recorded may be unlinked on this day.

    Ninety days count from the day the first interaction was logged by hand, not from the day it tells of:
    a coffee of long ago, written down today, does not mean that the history is in. Who finished the sweep has
    answered for everybody.
    """
    if user.history_is_in or sweep_is_done(user):
        return True
    by_hand = Interaction.objects.owned_by(user).filter(source="").exclude(kind=InteractionKind.LINKED)
    first = by_hand.order_by("pk").values_list("created_at", flat=True).first()
    day = first.astimezone(zone_of(user)).toordinal() if first else None
    return unlink_ready(today.toordinal(), False, day)


def _is_unrecorded(standing: Standing | None) -> bool:
    return standing is None or standing.days == 0


def _links_with(user: User, people: list[Contact]) -> Iterable[LinkedSince]:
    links = active_links(user)
    if len(people) <= FEW:
        links = links.filter(contact__in=[one.pk for one in people])
    return links.values_list("contact_id", "since")


def _earliest(links: Iterable[LinkedSince]) -> dict[int, date | None]:
    """By contact id, since when the two are linked anywhere; None when no link tells."""
    found: dict[int, date | None] = {}
    for contact_id, since in links:
        known = found.get(contact_id)
        found[contact_id] = min(known, since) if known and since else known or since
    return found


def _suggest(
    contact: Contact,
    standing: Standing | None,
    linked: Mapping[int, date | None],
    ready: bool,
    today: date,
    accepts: bool = False,
) -> Suggestion:
    since = linked.get(contact.pk)
    facts = SuggestFacts(
        state=standing.state if standing else EMPTY,
        day=today.toordinal(),
        circle=contact.circle,
        wished_days=contact.wished_days,
        is_linked=contact.pk in linked,
        linked_on=since.toordinal() if since else None,
        policy_accepts=accepts,
        unlink_ready=ready,
    )
    found = suggest(facts)
    if found.kind is Kind.REVIEW and (contact.is_family or contact.is_pinned):
        return Suggestion(Kind.KEEP, "Family." if contact.is_family else "You pinned this person.")
    return found
