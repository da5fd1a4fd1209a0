"""The owner's settings of a public page, and what a stranger says on it."""

import unicodedata
from typing import Any

from django import forms

TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of writing; in a name they only deceive."""
LONGEST_CLAIM = 2_000


class PublicForm(forms.Form):
    """Whether and where a policy is public."""

    is_on = forms.BooleanField(label="Show this page to everybody who has its address", required=False)
    address = forms.CharField(
        label="Last part of the address",
        max_length=64,
        help_text="3 to 64 letters, digits and dashes.",
        error_messages={"required": "Choose an address, or take an unguessable one."},
    )
    asks_where_met = forms.BooleanField(
        label="Ask “Where have we met?” on it",
        required=False,
        help_text="What somebody answers comes up among your requests, unverified.",
    )

    def __init__(self, *args: Any, never_admits: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.never_admits = never_admits

    def clean_asks_where_met(self) -> bool:
        asks = bool(self.cleaned_data["asks_where_met"])
        if asks and self.never_admits:
            raise forms.ValidationError("You never admit not knowing somebody here, so the page cannot ask.")
        return asks


class PlainField(forms.CharField):
    """Text without control characters; `is_long` keeps its lines."""

    def __init__(self, *, is_long: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs, widget=forms.Textarea(attrs={"rows": 4}) if is_long else None)
        self.is_long = is_long

    def to_python(self, value: Any) -> str:
        text = "\n".join(str(value or "").splitlines())
        lines = text if self.is_long else " ".join(text.split())
        return "".join(letter for letter in lines if letter == "\n" or _is_plain(letter)).strip()


def _is_plain(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cs") and letter not in TURNING


class WhereForm(forms.Form):
    """What somebody says of where we met. People leave `website` empty: they do not see it."""

    name = PlainField(label="Your name", max_length=200, error_messages={"required": "Say who you are."})
    address = PlainField(label="Address of your profile, if you have one", required=False, max_length=500)
    where = PlainField(
        label="Where have we met?",
        max_length=LONGEST_CLAIM,
        is_long=True,
        error_messages={"required": "Say where we met, in a few words."},
    )
    website = forms.CharField(label="Leave this empty", required=False)

    @property
    def is_of_a_machine(self) -> bool:
        return bool(self.data.get("website"))

    def claim(self) -> dict[str, str]:
        """What is said, without the trap."""
        return {field: self.cleaned_data[field] for field in ("name", "address", "where")}
