"""Text to introductions: who and why, a step, what came of it."""

from datetime import date
from typing import Any

from django import forms

from accounts.models import User
from contacts.models import Contact
from contacts.queries import people_named
from domain.introductions.steps import Step, Way
from domain.names import Named, Rank
from network.models import Introduction

NOBODY = "0"
WAYS = [(Way.TO_ME.value, "Somebody introduces me"), (Way.BY_ME.value, "I introduce two people")]


def _day() -> forms.DateField:
    return forms.DateField(
        label="When",
        required=False,
        help_text="Empty: today.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class IntroductionForm(forms.Form):
    """Who is asked first, whom they are to meet, and why. `…_picked` tells which of several people is meant."""

    way = forms.ChoiceField(label="Who introduces?", choices=WAYS, widget=forms.RadioSelect)
    one = forms.CharField(
        label="Whom do you ask first?", max_length=200, help_text="A name as your book has it."
    )
    one_picked = forms.ChoiceField(label="Which of them?", required=False, widget=forms.HiddenInput)
    to = forms.CharField(
        label="To whom?",
        max_length=200,
        help_text="They need not be in your book when somebody introduces you.",
    )
    to_picked = forms.ChoiceField(label="Which of them?", required=False, widget=forms.HiddenInput)
    to_company = forms.CharField(label="Where they work", required=False, max_length=200)
    why = forms.CharField(
        required=False,
        max_length=2_000,
        help_text="In your own words; it goes into the drafts.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    through = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        self.called = {name: self._called(name) for name in ("one", "to")} if self.is_bound else {}
        for name in ("one", "to"):
            self._offer(name)

    def _called(self, name: str) -> list[Named]:
        return list(people_named(self.owner, str(self.data.get(name, ""))[:200]))

    def _offer(self, name: str) -> None:
        """What was picked is known; which of several people is meant becomes a choice."""
        field: Any = self.fields[f"{name}_picked"]
        known = [(str(one.contact), one.display) for one in self.called.get(name, [])]
        initial = self.initial.get(f"{name}_picked")
        field.choices = [*known, (NOBODY, "Somebody who is not in the book")]
        if initial and not self.is_bound:
            field.choices.append((str(initial), ""))
        if self.is_bound and not self._sure(name) and known:
            field.widget = forms.RadioSelect(choices=field.choices if name == "to" else known)

    def _sure(self, name: str) -> int | None:
        """The id of the one who is meant beyond doubt; 0 for nobody of the book."""
        called, picked = self.called.get(name, []), str(self.data.get(f"{name}_picked", ""))
        if picked in (*(str(one.contact) for one in called), *([NOBODY] if called else [])):
            return int(picked)
        best = [one for one in called if one.rank <= (Rank.ALIAS if name == "to" else Rank.FAMILY)]
        return best[0].contact if len(called) == 1 and best else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in ("one", "to"):
            if self.called.get(name) and self._sure(name) is None and f"{name}_picked" not in self.errors:
                self.add_error(f"{name}_picked", f"Several people can be meant by “{cleaned.get(name, '')}”.")
        if "one" in cleaned and not self.called["one"]:
            self.add_error("one", "Nobody in your book is called so. Write the name as your book has it.")
        return cleaned

    def people(self) -> dict[str, Any]:
        """What a valid form tells: who introduces or is introduced, to whom, where they work, who stands between."""
        data = self.cleaned_data
        people = Contact.objects.owned_by(self.owner)
        one = people.filter(pk=self._sure("one") or 0).first()
        through = people.filter(pk=data["through"] or 0).first()
        is_to_me = data["way"] == Way.TO_ME
        return {
            "broker": one if is_to_me else None,
            "whom": None if is_to_me else one,
            "to": people.filter(pk=self._sure("to") or 0).first(),
            "to_name": data["to"],
            "to_company": data["to_company"],
            "through": through if is_to_me else None,
        }


class DayForm(forms.Form):
    """Something that happened on a day up to today; an empty one is today."""

    on = _day()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"] or self.today
        if day > self.today:
            raise forms.ValidationError("That day is still to come.")
        return day


class StepForm(DayForm):
    """A step that was taken, with the words that were sent."""

    kind = forms.ChoiceField(choices=[(step.value, step.value) for step in Step if step is not Step.OUTCOME])
    words = forms.CharField(
        required=False, max_length=5_000, widget=forms.Textarea(attrs={"rows": 9, "class": "words"})
    )
    ties = forms.BooleanField(label="Note that they know each other from now on", required=False)


class CloseForm(DayForm):
    """What came of it."""

    outcome = forms.ChoiceField(choices=Introduction.Outcome.choices)
    note = forms.CharField(label="In a few words", required=False, max_length=300)


class ChangeForm(forms.Form):
    """What was planned, to be mended."""

    to_name = forms.CharField(label="To whom?", required=False, max_length=200)
    to_company = forms.CharField(label="Where they work", required=False, max_length=200)
    why = forms.CharField(required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))
