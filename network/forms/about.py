"""What the owner tells about themselves, as typed: lists one thing a line, years in rows."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from contacts.forms import PartialDateField
from network.models import AboutMe

LINES, LONGEST_LINE, LONGEST_TEXT, ROWS = 200, 200, 2_000, 50


class LinesField(forms.CharField):
    """A list of texts, one a line; blank lines and repetitions are passed over."""

    def __init__(self, *, longest: int = LONGEST_LINE, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
        self.longest = longest

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else "\n".join(value or ())

    def clean(self, value: Any) -> Any:
        text = super().clean(value).replace("\x00", "")
        lines = list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))
        if len(lines) > LINES:
            raise forms.ValidationError(f"These are {len(lines)} lines; at most {LINES} are kept.")
        endless = next((line for line in lines if len(line) > self.longest), "")
        if endless:
            raise forms.ValidationError(
                f"“{endless[:40]}…” is too long; a line has at most {self.longest} characters."
            )
        return lines


class AboutForm(forms.Form):
    """Everything but the years."""

    name = forms.CharField(
        label="Your name", required=False, max_length=200, help_text="As your replies sign it."
    )
    place = forms.CharField(
        label="Where you live", required=False, max_length=200, help_text="For rules about your own market."
    )
    elsewhere = forms.CharField(
        label="My addresses elsewhere",
        required=False,
        max_length=1_000,
        help_text="One a line: a site, another profile. For replies that invite elsewhere.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    competitors = LinesField(label="Competitors", help_text="Companies, one a line.")
    useful_roles = LinesField(
        label="Useful roles", help_text="One a line, such as “recruiter” or “venue manager”."
    )
    works = LinesField(
        label="My works", help_text="Books, talks, products: a note that names one says why they ask."
    )
    pitch_words = LinesField(label="Pitch words", help_text="What sellers write to you, beside the usual.")
    generic_notes = LinesField(
        label="Generic notes", longest=LONGEST_TEXT, help_text="Texts that you call generic, one a line."
    )


class StayForm(forms.Form):
    """Years at an employer or a school."""

    name = forms.CharField(required=False, max_length=200)
    first = PartialDateField(label="From", required=False, max_length=10, help_text="2015 or 2015-03")
    last = PartialDateField(label="To", required=False, max_length=10)
    is_over = forms.BooleanField(label="Over, not known when", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first", ""), cleaned.get("last", "")
        if not cleaned.get("name") and (first or last or cleaned.get("is_over")):
            raise forms.ValidationError("Give a name to these years.")
        if first and last and first[: len(last)] > last[: len(first)]:
            raise forms.ValidationError(f"{first} comes after {last}.")
        return {**cleaned, "is_over": bool(cleaned.get("is_over")) or bool(last)}


class StaySet(BaseFormSet[StayForm]):
    """The rows; one without a name is left out, which is also how a row is deleted."""

    def stays(self) -> list[dict[str, Any]]:
        """The rows as AboutMe keeps them."""
        kept = ("name", "first", "last", "is_over")
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("name")]
        return [{field: row[field] for field in kept} for row in rows]


StayFormSet = formset_factory(StayForm, formset=StaySet, extra=1, max_num=ROWS, absolute_max=ROWS)


def read_stays(data: Any, kind: str, stays: Sequence[dict[str, Any]]) -> StaySet:
    """The rows of employers or schools, with one more that is empty."""
    shown = [{**stay, "is_over": stay.get("is_over") and not stay.get("last")} for stay in stays]
    rows: StaySet = StayFormSet(data, prefix=kind, initial=None if data else shown)  # type: ignore[assignment]  # its formset
    return rows


def told_by(me: AboutMe) -> dict[str, Any]:
    """What the form begins with."""
    return {field: getattr(me, field) for field in AboutForm.base_fields}
