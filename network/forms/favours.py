"""A favour, as it is typed in."""

from datetime import date
from typing import Any

from django import forms

from accounts.models import User
from contacts.models import Contact
from contacts.queries import contact_called
from domain.favours.balance import Deed, FavourKind
from interactions.models import FAVOUR_KINDS, Favour

WAYS = [("gave", "I gave it"), ("got", "I got it")]
WEIGHTS = [
    ("", "what is usual"),
    ("1", "1, a small thing"),
    ("2", "2"),
    ("3", "3"),
    ("4", "4"),
    ("5", "5, a great one"),
]


class FavourForm(forms.Form):
    """What was given or got, and on which day."""

    way = forms.ChoiceField(label="Who gave", choices=WAYS)
    kind = forms.ChoiceField(label="What it was", choices=FAVOUR_KINDS)
    text = forms.CharField(
        label="In words", required=False, max_length=300, help_text="Such as: an introduction to Bo Lund."
    )
    on = forms.DateField(label="When", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    weight = forms.TypedChoiceField(
        label="How much it was", choices=WEIGHTS, required=False, coerce=int, empty_value=None
    )
    about = forms.CharField(
        label="Whom it was about",
        required=False,
        max_length=200,
        help_text="Who was introduced or recommended, if they are in your book.",
    )

    def __init__(
        self, *args: Any, owner: User, today: date, kept: Contact | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.owner, self.today, self.kept = owner, today, kept

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(
                "That day is still to come. A favour is written down once it is done."
            )
        if on.year < 1900:
            raise forms.ValidationError("That is before 1900.")
        return on

    def clean_text(self) -> Any:
        return " ".join(self.cleaned_data["text"].replace("\x00", "").split())

    def clean_about(self) -> Contact | None:
        name = self.cleaned_data["about"].strip()
        if self.kept and name == self.kept.display:
            return self.kept  # others may be called so too
        found = contact_called(self.owner, name) if name else None
        if name and found is None:
            raise forms.ValidationError(
                f"“{name}” is not the full name of one person in your book. You can name them in words instead."
            )
        return found

    def deed(self) -> Deed:
        """What was done, as the ledger takes it."""
        data = self.cleaned_data
        return Deed(data["way"] == "gave", FavourKind(data["kind"]), data["weight"], data["text"])


def as_typed(favour: Favour) -> dict[str, Any]:
    """A favour as the form shows it."""
    return {
        "way": "gave" if favour.gave else "got",
        "kind": favour.kind,
        "text": favour.text,
        "on": favour.on,
        "weight": str(favour.weight),
        "about": favour.about.display if favour.about and favour.about.deleted_at is None else "",
    }
