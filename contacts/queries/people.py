"""Reading people."""

from collections.abc import Iterable, Sequence

from django.http import Http404

from accounts.models import User
from contacts.models import Contact, ContactQuerySet, Identity, Note, Photo, SearchText, Spelling
from domain.names import Named, Rank, fold
from domain.search import search_words


def contact_or_404(user: User, pk: int) -> Contact:
    """One live contact of this owner. A stranger's, a deleted or an unknown one raises Http404 alike."""
    contact = Contact.objects.owned_by(user).filter(pk=pk).first()
    if contact is None:
        raise Http404
    contact.owner = user
    return contact


def shows_strength(user: User, contact: Contact) -> bool:
    """Whether the owner wants to see how strong this relationship is."""
    return user.shows_strength and not contact.hides_strength


def contacts_with(user: User, ids: Iterable[int]) -> list[Contact]:
    """All of these contacts, or Http404 when even one of them is not this owner's."""
    wanted = set(ids)
    found = list(Contact.objects.owned_by(user).filter(pk__in=wanted))
    if len(found) != len(wanted):
        raise Http404
    for contact in found:
        contact.owner = user
    return found


def people_called(user: User, spellings: Iterable[str]) -> dict[str, list[Named]]:
    """Who can be called by each of these folded spellings, for the quick log: spelling → people."""
    found: dict[str, list[Named]] = {}
    rows = (
        Spelling.objects.owned_by(user)
        .filter(text__in=list(spellings), contact__deleted_at__isnull=True)
        .exclude(contact__state="archived")
        .order_by("rank", "contact__sort_name")
        .values_list("text", "contact_id", "contact__display", "rank")
    )
    for text, contact_id, display, rank in rows:
        found.setdefault(text, []).append(Named(contact_id, display, Rank(rank)))
    return found


def contact_called(user: User, name: str) -> Contact | None:
    """The one person with this full name or alias; None when there is nobody, or more than one."""
    called = people_called(user, [fold(name)]).get(fold(name), [])
    best = [named for named in called if named.rank == called[0].rank]
    return Contact.objects.owned_by(user).get(pk=best[0].contact) if len(best) == 1 else None


def search_contacts(user: User, text: str) -> ContactQuerySet:
    """Contacts whose card or notes hold every word of the text, in any case and without accents."""
    found = Contact.objects.owned_by(user)
    words = search_words(text[:200]).split()[:8]
    if not words:
        return found.none()
    hits = SearchText.objects.owned_by(user)
    for word in words:
        hits = hits.filter(words__contains=word)
    return found.filter(pk__in=hits.values("pk"))


def contact_by_identity(user: User, keys: Sequence[tuple[str, str, str]]) -> dict[tuple[str, str, str], int]:
    """Live contacts by (kind, network, key) identities: a mapping to contact ids."""
    rows = Identity.objects.owned_by(user).filter(
        contact__deleted_at__isnull=True, key__in=[key for _, _, key in keys]
    )
    found = {
        (kind, network, key): pk
        for kind, network, key, pk in rows.values_list("kind", "network", "key", "contact_id")
    }
    return {key: found[key] for key in keys if key in found}


def note_or_404(user: User, pk: int) -> Note:
    """One live note of this owner on a live contact; anything else raises Http404."""
    return _found(Note.objects.owned_by(user).filter(pk=pk, contact__deleted_at__isnull=True).first())


def gone_note_or_404(user: User, pk: int) -> Note:
    """One deleted note of this owner; anything else raises Http404."""
    return _found(Note.objects.removed_by(user).filter(pk=pk, contact__deleted_at__isnull=True).first())


def _found(note: Note | None) -> Note:
    if note is None:
        raise Http404
    return note


def photo_or_404(user: User, contact_id: int) -> Photo:
    """The photo of a live contact of this owner; anything else raises Http404."""
    photo = Photo.objects.owned_by(user).filter(contact=contact_id, contact__deleted_at__isnull=True).first()
    if photo is None:
        raise Http404
    return photo


def photo_digest(user: User, contact_id: int | None) -> str:
    """What tells one photo of a live contact from the next; empty where there is none."""
    rows = Photo.objects.owned_by(user).filter(contact=contact_id, contact__deleted_at__isnull=True)
    return rows.values_list("digest", flat=True).first() or ""
