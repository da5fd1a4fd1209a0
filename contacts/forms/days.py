"""Days that are known in part."""

from typing import Any

from django import forms

from domain import partial


class PartialDateField(forms.CharField):
    """A year, month or day, kept as tidy text."""

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        try:
            return partial.parse(text) if text else ""
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None
