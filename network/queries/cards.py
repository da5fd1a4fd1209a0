"""One person as review shows them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import prefetch_related_objects
from django.http import Http404

from accounts.models import User
from contacts.models import Contact
from contacts.queries import shows_strength
from domain.health import Health
from domain.state import EMPTY, strength
from domain.suggest import Suggestion
from domain.touches import LINKED
from interactions.models import Interaction
from interactions.queries import timeline_rows
from interactions.sparks import sparks_of
from network.models import Conduct, Link
from network.queries.conduct import conduct_of_contact
from network.queries.grounds import Ground, grounds_of
from network.queries.links import active_links
from network.queries.standings import standing_of, standings_by_contact
from network.queries.suggestions import suggestions_for
from relationships.models import Standing

TALKS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Card:
    """One person as review shows them; `talks` are the last interactions, newest first.

    `line` are the strengths of the last year, for a sparkline. Without strength and line where the owner hides them.
    `grounds` are told besides their health, the gravest first; `conduct` is what is on record.
    """

    contact: Contact
    standing: Standing | None
    strength: float | None
    health: Health
    suggestion: Suggestion
    links: Sequence[Link]
    talks: Sequence[Interaction] = ()
    line: Sequence[float] = ()
    grounds: Sequence[Ground] = ()
    conduct: Sequence[Conduct] = ()

    @property
    def why(self) -> str:
        """The reason, in which a hidden strength is not told."""
        return self.suggestion.quiet_reason if self.strength is None else self.suggestion.reason

    @property
    def can_unlink(self) -> bool:
        """Whether unlinking is offered: there is a link, and what is missing is not just not written down."""
        is_known = self.suggestion.ground is None or self.suggestion.can_unlink
        return bool(self.links) and (is_known or any(ground.is_told for ground in self.grounds))

    @property
    def reason(self) -> str:
        """What is kept where the owner gives no reason: the gravest ground, else the suggestion's."""
        return self.grounds[0].words if self.grounds else self.suggestion.quiet_reason


def review_card(user: User, contact_id: int, today: date) -> Card:
    """The card of one live contact with its last interactions; Http404 if it is not this owner's.

    Some dozen queries, and a few more where a policy holds.
    """
    contact = Contact.objects.owned_by(user).filter(pk=contact_id).select_related("standing").first()
    if contact is None:
        raise Http404
    contact.owner = user
    links = list(active_links(user).filter(contact=contact).order_by("network"))
    since = [(link.contact_id, link.since) for link in links]
    suggestions = suggestions_for(user, [contact], standings_by_contact([contact]), today, since)
    prefetch_related_objects([contact], "posts")
    talks = timeline_rows(contact).exclude(kind=LINKED).order_by("-day", "-at", "-pk")[:TALKS_SHOWN]
    card = card_of(user, contact, suggestions[contact.pk], links, today)
    line = sparks_of(user, [contact], today).get(contact.pk, ())
    conduct = conduct_of_contact(user, contact)
    grounds = grounds_of(user, contact, links, conduct, today)
    return replace(card, talks=list(talks), line=line, grounds=grounds, conduct=conduct)


def card_of(user: User, contact: Contact, suggestion: Suggestion, links: Sequence[Link], today: date) -> Card:
    standing = standing_of(contact)
    read = standing.strength_on(today) if standing else strength(EMPTY, today.toordinal())
    health = standing.health_on(today) if standing else Health.UNKNOWN
    shown = read if shows_strength(user, contact) else None
    return Card(contact, standing, shown, health, suggestion, links)
