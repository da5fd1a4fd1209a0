"""Text to people: the card, its rows, notes, ties. Choices are limited to the owner's rows."""

from contacts.forms.cards import (
    HOLDS,
    NOTICE_DAYS,
    AddressForm,
    AddressFormSet,
    BulkForm,
    Changes,
    ContactForm,
    DateForm,
    DateFormSet,
    IdentityForm,
    IdentityFormSet,
    NoteForm,
    OwnedFormSet,
    PhotoForm,
    PostForm,
    PostFormSet,
    notice_choices,
)
from contacts.forms.days import PartialDateField
from contacts.forms.ties import ChangeTieForm, RelationForm, TieForm

__all__ = [
    "HOLDS",
    "NOTICE_DAYS",
    "AddressForm",
    "AddressFormSet",
    "BulkForm",
    "ChangeTieForm",
    "Changes",
    "ContactForm",
    "DateForm",
    "DateFormSet",
    "IdentityForm",
    "IdentityFormSet",
    "NoteForm",
    "OwnedFormSet",
    "PartialDateField",
    "PhotoForm",
    "PostForm",
    "PostFormSet",
    "RelationForm",
    "TieForm",
    "notice_choices",
]
