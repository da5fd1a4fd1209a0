"""Reading the ledger of favours."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum
from django.http import Http404

from accounts.models import User
from contacts.models import Contact
from domain.favours.balance import Balance
from interactions.models import Favour, Interaction
from interactions.models.favours import FavourQuerySet


def ledger(user: User) -> FavourQuerySet:
    """All favours of this owner with people who are not deleted, the newest first."""
    found: FavourQuerySet = Favour.objects.owned_by(user).filter(contact__deleted_at=None)
    return found


def favours_with(contact: Contact) -> QuerySet[Favour]:
    """What was given to a contact and got from them, the newest first, with whom it was about."""
    return Favour.objects.owned_by(contact.owner).filter(contact=contact).select_related("about")


def favours_of_talk(interaction: Interaction) -> QuerySet[Favour]:
    """The favours that were told with an interaction, in the order of their writing."""
    told = ledger(interaction.owner).filter(interaction=interaction)
    return told.select_related("contact", "about").order_by("pk")


def favour_or_404(user: User, pk: int) -> Favour:
    """One favour of this owner; anything else raises Http404."""
    return _only(ledger(user), pk)


def gone_favour_or_404(user: User, pk: int) -> Favour:
    """One removed favour of this owner; anything else raises Http404."""
    return _only(Favour.objects.removed_by(user).filter(contact__deleted_at=None), pk)


def _only(rows: QuerySet[Favour], pk: int) -> Favour:
    found = rows.filter(pk=pk).select_related("contact", "contact__owner", "about", "owner").first()
    if found is None:
        raise Http404
    return found


def balances_of(
    user: User, contact_ids: Iterable[int] | None = None, since: date | None = None
) -> dict[int, Balance]:
    """What was given to and got from each contact, by contact id, those without a favour left out: one query.

    `contact_ids` of None means everybody; `since` leaves out what happened before that day.
    """
    rows = ledger(user) if contact_ids is None else ledger(user).filter(contact__in=list(contact_ids))
    if since is not None:
        rows = rows.filter(on__gte=since)
    mine, theirs = Q(gave=True), Q(gave=False)
    sums = (
        rows.order_by()
        .values("contact")
        .annotate(
            gave_times=Count("pk", filter=mine),
            gave_weight=Sum("weight", filter=mine, default=0),
            got_times=Count("pk", filter=theirs),
            got_weight=Sum("weight", filter=theirs, default=0),
        )
    )
    columns = sums.values_list("contact", "gave_times", "gave_weight", "got_times", "got_weight")
    return {pk: Balance(*figures) for pk, *figures in columns}


def balance_of(contact: Contact) -> Balance:
    """How giving and getting stand with one contact: one query."""
    return balances_of(contact.owner, [contact.pk]).get(contact.pk, Balance())
