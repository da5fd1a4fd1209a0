"""The owner's own invitations that nobody answered yet."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import Http404

from accounts.clock import zone_of
from accounts.models import User
from contacts.models import Contact, Identity
from domain.keys import ProfileKey
from domain.linkmaildraft import Between, draft_invitation
from domain.linkmailpages import address_of
from interactions.queries import last_talks
from network.models import LinkRequest
from network.queries.links import active_links
from network.queries.policies import about_me

WITHDRAW_AFTER_DAYS = 21
HOW_TO_WITHDRAW = {
    "linkedin": "Open My Network, then Manage next to Invitations, then Sent, and choose Withdraw.",
    "facebook": "Open the profile and choose Cancel request.",
    "instagram": "Open the profile and choose Requested, then confirm.",
    "x": "Open the profile and choose Pending, then confirm.",
    "mastodon": "Open the profile and choose Withdraw request.",
    "xing": "Open your contacts, then Requests sent, and withdraw it there.",
}


@dataclass(frozen=True, slots=True)
class Sent:
    """An open invitation; `days` is for how long it waits, None where the day is not known."""

    request: LinkRequest
    days: int | None

    @property
    def is_withdrawable(self) -> bool:
        return self.days is not None and self.days > WITHDRAW_AFTER_DAYS

    @property
    def how(self) -> str:
        """How it is withdrawn on the network, by hand."""
        return HOW_TO_WITHDRAW[self.request.network]


def open_invitations(user: User) -> QuerySet[LinkRequest]:
    """The owner's invitations that wait, the longest first; whom the owner is linked with by now is left out."""
    linked = active_links(user).filter(contact=OuterRef("contact"), network=OuterRef("network"))
    rows = LinkRequest.objects.owned_by(user).filter(incoming=False, state=LinkRequest.State.OPEN)
    return (
        rows.select_related("contact")
        .exclude(Exists(linked))
        .order_by(F("sent_at").asc(nulls_last=True), "pk")
    )


def withdrawable(user: User, today: date) -> int:
    """How many invitations wait for more than three weeks."""
    first_day = today - timedelta(days=WITHDRAW_AFTER_DAYS)
    begin = datetime.combine(first_day, time.min, zone_of(user))
    return open_invitations(user).filter(sent_at__lt=begin).count()


def with_wait(user: User, request: LinkRequest, today: date) -> Sent:
    """The invitation with how long it waits on the owner's calendar."""
    if request.sent_at is None:
        return Sent(request, None)
    return Sent(request, (today - request.sent_at.astimezone(zone_of(user)).date()).days)


def invitation_or_404(user: User, pk: int) -> LinkRequest:
    """One invitation of this owner; anything else raises Http404."""
    rows = LinkRequest.objects.owned_by(user).filter(pk=pk, incoming=False)
    found: LinkRequest | None = rows.select_related("contact", "owner").first()
    if found is None:
        raise Http404
    return found


def draft_to(user: User, contact: Contact | None, network: str, why: str) -> str:
    """A text for an invitation: from the last talk with a contact, and what the owner told about themselves."""
    me = about_me(user)
    current = next(
        (stay["name"] for stay in me.employers if not (stay.get("last") or stay.get("is_over"))), ""
    )
    talk = last_talks(user, [contact.pk]).get(contact.pk) if contact else None
    between = Between(
        given=contact.given or contact.display if contact else "",
        kind=talk.kind if talk else "",
        day=talk.day if talk else None,
        place=talk.place if talk else "",
        topic=talk.note if talk else "",
        why=why,
    )
    return draft_invitation(between, me.name, current, network)


def profile_of(contact: Contact, network: str) -> str:
    """The address of a contact's profile on a network, or ""."""
    rows = contact.identities.filter(kind=Identity.Kind.PROFILE, network=network).order_by("pk")
    found = rows.values_list("key", flat=True).first()
    return address_of(ProfileKey(network, found)) if found else ""
