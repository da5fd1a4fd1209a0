"""Which of two cards gives what, and whom to merge with."""

from collections.abc import Iterable
from typing import NamedTuple

from django import forms

from contacts.models import Contact
from domain import partial
from transfer.queries.choices import CHOICES, defaults

LABELS = {
    "name": "Name",
    "nickname": "Nickname",
    "place": "Place",
    "met_how": "How you met",
    "met_on": "When you met",
    "met_where": "Where you met",
    "met_through": "Met through",
    "circle": "Circle",
    "cadence": "Rhythm",
    "vouch": "Would vouch for",
    "vouches": "Would vouch for me",
    "state": "State",
    "is_family": "Family",
    "is_pinned": "Pinned",
    "never_nudge": "Never suggested",
    "hides_strength": "Strength hidden",
}
NOTHING = "nothing"


class Option(NamedTuple):
    """What one of the cards says about a field, and whether it is the one that is offered."""

    value: str
    words: str
    is_chosen: bool


class Choice(NamedTuple):
    """One field in which the two cards differ."""

    name: str
    label: str
    options: tuple[Option, Option]


class MergeForm(forms.Form):
    """For each field in which two cards differ, and for the picture if both have one, which card gives it."""

    def __init__(self, *args: object, kept: Contact, gone: Contact, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # whatever a form takes
        self.kept, self.gone = kept, gone
        for name in (*CHOICES, "photo"):
            either = forms.ChoiceField(choices=[("kept", "kept"), ("gone", "gone")], required=False)
            self.fields[name] = either

    @property
    def chosen(self) -> dict[str, str]:
        """What the owner chose; what was not asked is left out."""
        return {name: card for name, card in self.cleaned_data.items() if card}

    @property
    def choices(self) -> Iterable[Choice]:
        """The fields in which the two differ, with what each says."""
        offered = self.data if self.is_bound else defaults(self.kept, self.gone)
        for name, label in LABELS.items():
            mine, theirs = said(self.kept, name), said(self.gone, name)
            if mine != theirs:
                gone = offered.get(name) == "gone"
                yield Choice(name, label, (Option("kept", mine, not gone), Option("gone", theirs, gone)))
        if hasattr(self.kept, "photo") and hasattr(self.gone, "photo"):
            options = (Option("kept", f"of {self.kept}", True), Option("gone", f"of {self.gone}", False))
            yield Choice("photo", "Picture", options)


def said(contact: Contact, name: str) -> str:
    """What a card says about a choice, in words."""
    if name == "name":
        whole = f"{contact.given} {contact.family}".strip()
        return contact.display if contact.display == whole or not whole else f"{contact.display} ({whole})"
    if name in ("circle", "vouch", "vouches", "state"):
        return str(getattr(contact, f"get_{name}_display")() or NOTHING)
    if name == "cadence":
        return f"every {contact.cadence_days} days" if contact.cadence_days else NOTHING
    if name == "met_on":
        return partial.show(contact.met_on) if contact.met_on else NOTHING
    value = getattr(contact, name)
    return ("yes" if value else "no") if isinstance(value, bool) else str(value or NOTHING)


class NameForm(forms.Form):
    """Whom to merge with, by name."""

    name = forms.CharField(label="Name, or a part of it", required=False, max_length=200)
