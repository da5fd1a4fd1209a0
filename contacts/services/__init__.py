"""Writing people: cards, identities, photos, ties, and the derived rows that names and search are looked up by."""

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
from contacts.services.relations import add_relation, change_relation, remove_relation, restore_relation
from contacts.services.ties import (
    accept_together,
    add_tie,
    change_tie,
    dismiss_together,
    leads_nowhere,
    remove_tie,
    restore_tie,
    undo_dismissal,
)

__all__ = [
    "Drawn",
    "NoPicture",
    "accept_together",
    "add_relation",
    "add_tie",
    "card_words",
    "change_relation",
    "change_tie",
    "create_contact",
    "dismiss_together",
    "draw_photo",
    "index_contacts",
    "leads_nowhere",
    "new_identity",
    "remove_photo",
    "remove_relation",
    "remove_tie",
    "reorder_names",
    "restore_relation",
    "restore_tie",
    "save_contact",
    "set_photo",
    "tags_named",
    "undo_dismissal",
]
