"""Reading people, and who knows whom."""

from contacts.queries.people import (
    contact_by_identity,
    contact_called,
    contact_or_404,
    contacts_with,
    gone_note_or_404,
    note_or_404,
    people_called,
    photo_digest,
    photo_or_404,
    search_contacts,
    shows_strength,
)
from contacts.queries.ties import (
    SeenTie,
    gone_relation_or_404,
    gone_tie_or_404,
    people_named,
    relation_or_404,
    relations_with,
    seen_tie_or_404,
    tie_or_404,
    ties_with,
)

__all__ = [
    "SeenTie",
    "contact_by_identity",
    "contact_called",
    "contact_or_404",
    "contacts_with",
    "gone_note_or_404",
    "gone_relation_or_404",
    "gone_tie_or_404",
    "note_or_404",
    "people_called",
    "people_named",
    "photo_digest",
    "photo_or_404",
    "relation_or_404",
    "relations_with",
    "search_contacts",
    "seen_tie_or_404",
    "shows_strength",
    "tie_or_404",
    "ties_with",
]
