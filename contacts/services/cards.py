"""Writing people: cards, their identities, and the derived rows that names and search are looked up by."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from accounts.models import User
from contacts.models import Contact, Identity, NameKey, Note, SearchText, Spelling, Tag
from domain import names
from domain.namekeys import card_keys
from domain.reach import read_reach
from domain.search import search_words

REORDER_CHUNK = 500


def reorder_names(*, owner: User, before: str) -> None:
    """Derive display and sort names anew after the owner's name order changed from `before`; in short writes."""
    ids = list(Contact.objects.filter(owner=owner).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), REORDER_CHUNK):
        rows = list(Contact.objects.filter(owner=owner, pk__in=ids[start : start + REORDER_CHUNK]))
        for contact in rows:
            contact.owner = User(name_order=before)
            was_derived = contact.display == contact.derived_name
            contact.owner = owner
            contact.display = "" if was_derived else contact.display
            contact.tidy_names()
        Contact.objects.bulk_update(rows, ["display", "sort_name"], batch_size=100)


@transaction.atomic
def create_contact(*, owner: User, name: str) -> Contact:
    """A new person from one line of text: the last word is the family name. Raises ValueError for no name."""
    words = " ".join(name.split())[:200].split(" ")
    given, family = (" ".join(words[:-1]), words[-1]) if len(words) > 1 else (words[0], "")
    contact = Contact(owner=owner, given=given, family=family)
    save_contact(contact=contact)
    return contact


@transaction.atomic
def save_contact(*, contact: Contact, aliases: Sequence[str] | None = None) -> Contact:
    """Save a card with its derived names and search words; `aliases` replaces the known ones if given."""
    contact.tidy_names()
    contact.save()
    if aliases is not None:
        _replace_aliases(contact, aliases)
    index_contacts(owner=contact.owner, contact_ids=[contact.pk])
    return contact


def _replace_aliases(contact: Contact, aliases: Sequence[str]) -> None:
    wanted = {names.fold(alias): alias.strip() for alias in aliases if names.fold(alias)}
    kept = contact.identities.filter(kind=Identity.Kind.ALIAS)
    kept.exclude(key__in=wanted).delete()
    known = set(kept.values_list("key", flat=True))
    Identity.objects.bulk_create(
        Identity(owner=contact.owner, contact=contact, kind=Identity.Kind.ALIAS, key=key, shown=shown)
        for key, shown in wanted.items()
        if key not in known
    )


def new_identity(*, contact: Contact, kind: str, text: str) -> Identity:
    """An unsaved identity with its normalised key. Raises ValueError for text that is not of its kind."""
    found = read_reach(kind, text, contact.owner.phone_region or None)
    return Identity(owner=contact.owner, contact=contact, kind=kind, **found._asdict())


def index_contacts(*, owner: User, contact_ids: Iterable[int]) -> None:
    """Write the spellings, name keys and search words of these contacts anew: ten queries, however many they are."""
    ids = list(contact_ids)
    contacts = (
        Contact.objects.owned_by(owner)
        .filter(pk__in=ids)
        .prefetch_related("identities", "posts", "tags", "addresses")
    )
    spellings: list[Spelling] = []
    texts: list[SearchText] = []
    keys: list[NameKey] = []
    notes = _note_texts(owner, ids)
    for contact in contacts:
        aliases = [row.shown for row in contact.identities.all() if row.kind == Identity.Kind.ALIAS]
        called = names.spellings(
            given=contact.given,
            family=contact.family,
            display=contact.display,
            nickname=contact.nickname,
            aliases=aliases,
        )
        spellings += [
            Spelling(owner=owner, contact=contact, text=text[:200], rank=rank)
            for text, rank in called.items()
        ]
        likely = card_keys(given=contact.given, family=contact.family, others=[contact.display, *aliases])
        keys += [NameKey(owner=owner, contact=contact, key=key) for key in sorted(likely)]
        texts.append(
            SearchText(owner=owner, contact=contact, words=card_words(contact, notes.get(contact.pk, [])))
        )
    for model in (Spelling, NameKey, SearchText):
        model.objects.owned_by(owner).filter(contact__in=ids).delete()
    NameKey.objects.bulk_create(keys, batch_size=500)
    Spelling.objects.bulk_create(spellings, batch_size=500)
    SearchText.objects.bulk_create(texts, batch_size=500)


def _note_texts(owner: User, ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = Note.objects.owned_by(owner).filter(contact__in=ids)
    for contact_id, text in rows.values_list("contact_id", "text"):
        found.setdefault(contact_id, []).append(text)
    return found


def card_words(contact: Contact, notes: Sequence[str]) -> str:
    """The folded words of a card that search looks through; related rows must be at hand."""
    parts = [
        contact.display,
        contact.given,
        contact.family,
        contact.nickname,
        contact.place,
        contact.met_where,
    ]
    parts += [contact.met_how]
    parts += [f"{row.shown} {row.key}" for row in contact.identities.all()]
    parts += [f"{row.organisation} {row.title}" for row in contact.posts.all()]
    parts += [row.name for row in contact.tags.all()]
    parts += [f"{row.city} {row.country}".strip() for row in contact.addresses.all()]
    folded = [search_words(part) for part in parts if part]
    return " | ".join([*folded, *(search_words(note) for note in notes)])


def tags_named(*, owner: User, text: str) -> list[Tag]:
    """The owner's tags named in a comma-separated text, making those that do not exist."""
    wanted = {name.strip()[:60].lower(): name.strip()[:60] for name in text.split(",") if name.strip()}
    known = {tag.name.lower(): tag for tag in Tag.objects.owned_by(owner)}
    missing = [Tag(owner=owner, name=name) for low, name in wanted.items() if low not in known]
    Tag.objects.bulk_create(missing)
    return [tag for low, tag in known.items() if low in wanted] + missing
