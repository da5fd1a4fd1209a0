"""Who people are."""

from contacts.models.about import Address, Identity, ImportantDate, KeptLines, Note, Photo, Post
from contacts.models.found import NameKey, SearchText, Spelling, Trace
from contacts.models.people import (
    DIED,
    NAME_LENGTH,
    WAYS_TO_LEAVE,
    Circle,
    Contact,
    ContactQuerySet,
    LeftHow,
    OfContact,
    State,
    Tag,
    Vouch,
)
from contacts.models.ties import RELATION_KINDS, TIE_KINDS, NotTied, Relation, Tie

__all__ = [
    "DIED",
    "NAME_LENGTH",
    "RELATION_KINDS",
    "TIE_KINDS",
    "WAYS_TO_LEAVE",
    "Address",
    "Circle",
    "Contact",
    "ContactQuerySet",
    "Identity",
    "ImportantDate",
    "KeptLines",
    "LeftHow",
    "NameKey",
    "NotTied",
    "Note",
    "OfContact",
    "Photo",
    "Post",
    "Relation",
    "SearchText",
    "Spelling",
    "State",
    "Tag",
    "Tie",
    "Trace",
    "Vouch",
]
