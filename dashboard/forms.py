"""The owner's settings, and finding."""

from datetime import date
from typing import Any

from django import forms

from accounts.forms import ZONES
from accounts.models import User
from contacts.forms import notice_choices
from domain.patterns import chosen
from domain.rulewords import WEEKDAYS

LONGEST_HOLIDAY = 366


class SettingsForm(forms.ModelForm[User]):
    """What one owner can set, but for what is in `RemindingForm`."""

    time_zone = forms.ChoiceField(choices=ZONES)

    class Meta:
        model = User
        fields = (
            "time_zone", "date_order", "name_order", "first_weekday", "phone_region",
            "theme", "letter_keys", "shows_strength",
        )  # fmt: skip

    def clean_phone_region(self) -> str:
        region: str = self.cleaned_data["phone_region"].upper()
        if region and not (len(region) == 2 and region.isalpha()):
            raise forms.ValidationError("Two letters, such as DE, or nothing.")
        return region


class RemindingForm(forms.ModelForm[User]):
    """When and how one owner is reminded, and when not at all."""

    people_a_day = forms.IntegerField(
        min_value=0, max_value=20, help_text="How many people Rapport brings up on one day at most."
    )
    date_lead_days = forms.TypedChoiceField(label="Days of notice before a date", coerce=int)
    digest_hour = forms.IntegerField(
        label="Hour of the daily digest", min_value=0, max_value=23, help_text="In your time zone, 0 to 23."
    )
    review_weekday = forms.TypedChoiceField(
        label="Weekly review by mail",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "none"), *((number, f"on {name}") for number, name in enumerate(WEEKDAYS))],
    )
    brief_by_mail = forms.BooleanField(
        label="Mail me a brief the evening before an appointment",
        required=False,
        help_text="Who they are, what was last talked about, and what to ask. Nothing sensitive is in it.",
    )
    brief_hour = forms.IntegerField(
        label="Hour of the brief", required=False, min_value=0, max_value=23, help_text="Empty: as it is now."
    )
    quiet = forms.TypedMultipleChoiceField(
        label="Quiet weekdays",
        required=False,
        coerce=int,
        choices=list(enumerate(WEEKDAYS)),
        widget=forms.CheckboxSelectMultiple,
        help_text="Nothing is sent and nobody new comes up. What falls due is told with the next message.",
    )

    class Meta:
        model = User
        fields = (
            "people_a_day", "first_week_nudges", "date_lead_days", "digest_by_mail", "digest_hour",
            "names_in_subject", "review_weekday", "brief_by_mail", "brief_hour", "holiday_from", "holiday_until",
        )  # fmt: skip
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("holiday_from", "holiday_until")
        }
        labels = {"holiday_from": "Holiday from", "holiday_until": "Last day of it"}
        help_texts = {"holiday_until": ""}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.is_holiday_over = False
        lead_days: Any = self.fields["date_lead_days"]
        lead_days.choices = notice_choices(self.instance.date_lead_days)
        self.initial["quiet"] = chosen(self.instance.quiet_weekdays)
        if self.instance.holiday_until and self.instance.holiday_until < today:
            self.initial["holiday_from"] = self.initial["holiday_until"] = None

    def clean_quiet(self) -> int:
        days: list[int] = self.cleaned_data["quiet"]
        if len(set(days)) == len(WEEKDAYS):
            raise forms.ValidationError("Leave one day on which you may be told something.")
        self.instance.quiet_weekdays = sum(1 << day for day in set(days))
        return self.instance.quiet_weekdays

    def clean_brief_hour(self) -> int:
        hour: int | None = self.cleaned_data["brief_hour"]
        return self.initial["brief_hour"] if hour is None else hour

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not {"holiday_from", "holiday_until"} <= cleaned.keys():
            return cleaned
        first, last = cleaned["holiday_from"], cleaned["holiday_until"]
        if (first is None) != (last is None):
            self.add_error(
                "holiday_from" if first is None else "holiday_until", "Give both days, or neither."
            )
        elif first and last < first:
            self.add_error("holiday_until", "The last day is before the first.")
        elif first and (last - first).days > LONGEST_HOLIDAY:
            self.add_error("holiday_until", "A year at most, so that nobody is forgotten.")
        elif last and last < self.today:
            self.is_holiday_over = True
            cleaned["holiday_from"] = cleaned["holiday_until"] = None
        return cleaned


class FindForm(forms.Form):
    q = forms.CharField(label="Find", required=False, max_length=200)
