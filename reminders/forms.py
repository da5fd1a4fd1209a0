"""Text to reminders: what, about whom, on which day, and how often again."""

from datetime import date, timedelta
from typing import Any

from django import forms

from accounts.models import User
from contacts.models import Contact
from contacts.queries import contact_called
from domain.nudges import SNOOZE_DAYS
from domain.recurrence import Rule, next_days
from domain.rulewords import Again, again_words, read_again
from reminders.models import Reminder
from reminders.queries import rule_of


def too_far(today: date) -> date:
    """The first day that no reminder may name: a hundred years from now."""
    return date(today.year + 100, 1, 1)


class RuleForm(forms.Form):
    """A rule while it is being written: enough to show the days it would bring."""

    again = forms.CharField(required=False)
    starts_on = forms.DateField(required=False)
    paused_until = forms.DateField(required=False)

    def coming(self, today: date, count: int = 3) -> list[date]:
        """The next days of the rule from today on; none without a first day. Raises ValueError in words."""
        if not self.is_valid():
            raise ValueError("Give the first day, and how often again.")
        start, pause = self.cleaned_data["starts_on"], self.cleaned_data["paused_until"]
        again = read_again(self.cleaned_data["again"])
        if start is None or start >= too_far(today):
            return []
        rule = Rule(start, *again)
        return (
            next_days(rule, max(today, pause or today), count) if rule.every else [max(start, pause or start)]
        )


class ReminderForm(forms.ModelForm[Reminder]):
    """One reminder. The caller sets the owner, and the person it is about, on the instance."""

    person = forms.CharField(
        label="About",
        required=False,
        max_length=200,
        help_text="The full name of someone in your book, or nobody.",
    )
    again = forms.CharField(
        required=False,
        help_text="Empty: once. Such as “every 2 weeks on Monday” or “every month on the last Friday”.",
        widget=forms.TextInput(attrs={"list": "again-examples", "autocomplete": "off"}),
    )

    class Meta:
        model = Reminder
        fields = ("text", "starts_on", "paused_until")
        widgets = {
            "text": forms.Textarea(attrs={"rows": 2}),
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "paused_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        labels = {"paused_until": "Pause until"}
        help_texts = {"starts_on": "Empty: no day, it only waits in the list."}

    field_order = ("text", "person", "again", "starts_on", "paused_until")

    def __init__(self, *args: Any, owner: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner, self.today = owner, today
        self.fields["text"].required = True
        self.about: Contact | None = self.instance.contact
        self.initial["person"] = self.about.display if self.about else ""
        self.initial["again"] = words_of(self.instance)
        if self.instance.paused_until and self.instance.paused_until <= today:
            self.initial["paused_until"] = None

    def clean_person(self) -> Contact | None:
        text = self.cleaned_data["person"].strip()
        if not text:
            return None
        if self.about and text == self.about.display:
            return self.about
        found = contact_called(self.owner, text)
        if found is None:
            raise forms.ValidationError(f"Nobody in your book, or more than one, is called “{text}”.")
        return found

    def clean_starts_on(self) -> date | None:
        day: date | None = self.cleaned_data["starts_on"]
        if day and "starts_on" in self.changed_data and day < self.today:
            raise forms.ValidationError("That day is over.")
        return self._near(day)

    def clean_paused_until(self) -> date | None:
        day: date | None = self.cleaned_data["paused_until"]
        if day and day <= self.today:
            raise forms.ValidationError("Choose a day to come, or none.")
        return self._near(day)

    def _near(self, day: date | None) -> date | None:
        if day and day >= too_far(self.today):
            raise forms.ValidationError("That is more than a hundred years away.")
        return day

    def clean_again(self) -> Again:
        try:
            return read_again(self.cleaned_data["again"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "again" in cleaned:
            again: Again = cleaned["again"]
            if again.every and "starts_on" in cleaned and cleaned["starts_on"] is None:
                self.add_error("starts_on", "Give the first day.")
            row = self.instance
            row.every, row.unit, row.weekdays, row.nth = (
                again.every,
                again.unit or "",
                again.weekdays,
                again.nth,
            )
        if "person" in cleaned:
            self.instance.contact = cleaned["person"]
        return cleaned


def words_of(reminder: Reminder) -> str:
    """How often again, in words; nothing for a reminder without a day, or whose rule cannot be understood."""
    try:
        return again_words(rule_of(reminder))
    except ValueError:
        return ""


class SnoozeForm(forms.Form):
    """For how many days; a week unless told."""

    days = forms.IntegerField(required=False, min_value=1, max_value=365)

    def chosen(self) -> int:
        return (self.is_valid() and self.cleaned_data["days"]) or SNOOZE_DAYS


class PauseForm(forms.Form):
    """Until when somebody is not brought up."""

    until = forms.DateField(label="Until", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["until"].widget.attrs["min"] = (today + timedelta(days=1)).isoformat()

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        if not self.today < day < too_far(self.today):
            raise forms.ValidationError("Choose a day to come.")
        return day
