"""Writing people: cards, their identities and photos, and the derived rows that names and search are looked up by."""

from contacts.services.cards import (
    card_words,
    create_contact,
    index_contacts,
    new_identity,
    reorder_names,
    save_contact,
    tags_named,
)
from contacts.services.photos import Drawn, NoPicture, draw_photo, remove_photo, set_photo

__all__ = [
    "Drawn",
    "NoPicture",
    "card_words",
    "create_contact",
    "draw_photo",
    "index_contacts",
    "new_identity",
    "remove_photo",
    "reorder_names",
    "save_contact",
    "set_photo",
    "tags_named",
]
