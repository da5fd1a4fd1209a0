"""Text to ties: who knows whom, and what people are to the owner."""

from datetime import date
from typing import Any

from django import forms

from accounts.models import User
from contacts.forms.days import PartialDateField
from contacts.models import RELATION_KINDS
from contacts.queries import people_named
from domain.names import Named
from domain.ties import LEAST, MOST, ROLES, TieFacts, TieKind

WORDS = {TieKind.KNOWS.value: "Acquaintance"}


class FactsForm(forms.Form):
    """From when to when, and when that was last said to hold."""

    since = PartialDateField(
        label="From", required=False, max_length=10, help_text="2019, 2019-05 or 2019-05-12."
    )
    until = PartialDateField(label="To", required=False, max_length=10, help_text="Empty: until now.")
    confirmed_on = forms.DateField(
        label="Confirmed on",
        required=False,
        help_text="When you last heard that it holds.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(required=False, max_length=300)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_confirmed_on(self) -> date | None:
        day: date | None = self.cleaned_data["confirmed_on"]
        if day is not None and day > self.today:
            raise forms.ValidationError("That day is still to come.")
        return day

    def facts(self) -> TieFacts:
        """What a valid form tells beside the kind."""
        data = self.cleaned_data
        told = (data["since"], data["until"], data.get("estimate"), data["confirmed_on"], data["note"])
        return TieFacts(*told)


class ChangeTieForm(FactsForm):
    """What the other is to this person, and how well they know each other."""

    role = forms.ChoiceField(
        choices=[(role, WORDS.get(role, role.capitalize())) for role in ROLES], initial=TieKind.KNOWS.value
    )
    estimate = forms.IntegerField(
        label="How well they know each other",
        required=False,
        min_value=LEAST,
        max_value=MOST,
        help_text="1 (hardly) to 10 (very well). Empty: not known, ask.",
    )
    field_order: tuple[str, ...] = ("role", "estimate")

    def __init__(self, *args: Any, display: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].label = f"They are to {display}"


class TieForm(ChangeTieForm):
    """The same with somebody by name; `picked` is which of several people of that name is meant."""

    name = forms.CharField(label="Who?", max_length=200, help_text="A name as your book has it.")
    picked = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    field_order = ("name", "picked", "role", "estimate")

    def __init__(self, *args: Any, owner: User, but: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.called: list[Named] = []
        if self.is_bound:
            found = people_named(owner, str(self.data.get(self.add_prefix("name"), ""))[:200])
            self.called = [named for named in found if named.contact != but]
            self.is_own = len(self.called) < len(found)
        self._offer()

    def _offer(self) -> None:
        """Which of several people of that name is meant becomes a choice."""
        field: Any = self.fields["picked"]
        field.label = "Which of them?"
        field.choices = [("", ""), *((str(named.contact), named.display) for named in self.called)]
        if len(self.called) > 1:
            field.widget = forms.RadioSelect()
            field.choices = field.choices[1:]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not self.called:
            raise forms.ValidationError(
                "Nobody is tied to themselves."
                if self.is_own
                else f"Nobody in your book is called “{name}”. Add them first, or write the name as your book has it."
            )
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if len(self.called) > 1 and not cleaned.get("picked"):
            self.add_error("picked", f"Several people can be called “{cleaned.get('name', '')}”.")
        return cleaned

    def other(self) -> int:
        """The id of the person a valid form names."""
        return int(self.cleaned_data["picked"] or 0) if len(self.called) > 1 else self.called[0].contact


class RelationForm(FactsForm):
    """What somebody is to the owner."""

    role = forms.ChoiceField(label="They are my", choices=RELATION_KINDS)
    field_order = ("role",)
