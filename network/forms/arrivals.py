"""A request as it is pasted or typed."""

from datetime import date, datetime, time
from typing import Any

from django import forms

from domain.linkmail import Arrival
from domain.linkmailtext import READ_AT_MOST
from network.models import Network

LENGTHS = {"name": 200, "address": 500, "title": 200, "company": 200, "place": 200, "message": 10_000}
FIELDS = ("network", *LENGTHS)
TOO_LONG = f"That is much more than an invitation. Paste at most {READ_AT_MOST:,} characters."


def _plain(text: Any) -> str:
    return str(text or "").replace("\x00", "").strip()


class ArrivalForm(forms.Form):
    """What somebody asks, pasted or typed; what is typed counts more. Reading it needs `today`, the latest day."""

    text = forms.CharField(
        label="Paste an invitation, a profile address or what they wrote",
        required=False,
        help_text="The whole mail is fine. You look it over before it is kept, unless all of it is clear.",
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    name = forms.CharField(required=False, max_length=LENGTHS["name"])
    network = forms.ChoiceField(required=False, choices=[("", "Choose one"), *Network.choices])
    address = forms.CharField(label="Address of their profile", required=False, max_length=LENGTHS["address"])
    title = forms.CharField(label="What they do", required=False, max_length=LENGTHS["title"])
    company = forms.CharField(required=False, max_length=LENGTHS["company"])
    place = forms.CharField(required=False, max_length=LENGTHS["place"])
    message = forms.CharField(
        label="Their note",
        required=False,
        max_length=LENGTHS["message"],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    day = forms.DateField(
        label="When they asked",
        required=False,
        help_text="Empty: today.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_text(self) -> str:
        text = _plain(self.cleaned_data["text"])
        if len(text) > READ_AT_MOST:
            raise forms.ValidationError(TOO_LONG)
        return text

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day and day > self.today:
            raise forms.ValidationError("That day is still to come.")
        return day

    def said(self) -> dict[str, str]:
        """What was typed, without what is empty."""
        return {field: text for field in FIELDS if (text := _plain(self.cleaned_data.get(field)))}

    def moment(self, now: datetime) -> datetime:
        """When they asked: noon of an earlier day, else now."""
        day = self.cleaned_data.get("day")
        return now if not day or day == now.date() else datetime.combine(day, time(12), now.tzinfo)


def filled(form: ArrivalForm, read: Arrival, today: date) -> ArrivalForm:
    """The form once more with what was read in the fields that nobody typed into, to be looked over."""
    read_in = {field: getattr(read, field)[:longest] for field, longest in LENGTHS.items()}
    initial = {**read_in, "network": read.network, **form.said(), "day": form.cleaned_data.get("day")}
    return ArrivalForm(initial=initial | {"text": form.cleaned_data["text"]}, today=today)
