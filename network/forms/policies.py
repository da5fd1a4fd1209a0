"""A policy's name, its verdict for everybody else, and its settings."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django import forms

from domain.linkadmits import admits_not_knowing
from domain.linking import IN_WORDS, After, Outcome, Policy, Settings
from domain.linksettings import (
    LONGEST_ANSWER_DAYS,
    LONGEST_TEXT,
    LONGEST_WORD,
    MOST_PRESENT,
    MOST_WORDS,
)

VERDICTS = [(one.value, IN_WORDS[one]) for one in Outcome]
NEVER_ASKS = "You never admit not knowing somebody: choose another verdict than asking where you met."
AFTER = [
    (After.HELLO.value, "I say hello within 7 days"),
    (After.ASK.value, "I ask a question"),
    (After.NOTHING.value, "nothing"),
]
WHOLE = {"inputmode": "numeric", "size": 6}
"""A field of text: what is no number stays to be seen."""
LISTS = ("useful_roles", "pitch_words", "competitors", "generic_notes")


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    def __init__(self, *, longest: int = LONGEST_WORD, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 2})
        super().__init__(required=False, widget=widget, max_length=MOST_WORDS * longest, **kwargs)
        self.longest = longest

    def clean(self, value: Any) -> tuple[str, ...]:
        told = str(super().clean(value))
        lines = tuple(dict.fromkeys(line for part in told.splitlines() if (line := part.strip())))
        if len(lines) > MOST_WORDS:
            raise forms.ValidationError(f"At most {MOST_WORDS} lines.")
        if any(len(line) > self.longest for line in lines):
            raise forms.ValidationError(f"A line has at most {self.longest} characters.")
        return lines


class SettingsForm(forms.Form):
    """What a policy says beside its rules."""

    name = forms.CharField(label="Name of this policy", max_length=100)
    slug = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    default = forms.ChoiceField(label="Verdict", choices=VERDICTS)
    at_most_present = forms.IntegerField(
        label="A coffee, meal or drink counts with at most so many people",
        help_text="All of you together, you too.",
        min_value=2,
        max_value=MOST_PRESENT,
        widget=forms.TextInput(attrs=WHOLE),
    )
    never_admits = forms.BooleanField(
        label="Never admit in writing that I don't know somebody",
        help_text="No rule asks where you met then, and no text of ours does.",
        required=False,
    )
    after_accepting = forms.ChoiceField(label="After I accept, there follows", choices=AFTER)
    question = forms.CharField(
        label="The question, where one is asked",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    answer_days = forms.IntegerField(
        label="Days they have to answer",
        min_value=1,
        max_value=LONGEST_ANSWER_DAYS,
        widget=forms.TextInput(attrs=WHOLE),
    )
    market = forms.CharField(
        label="My market",
        help_text="The place where you do business.",
        required=False,
        max_length=LONGEST_WORD,
    )
    useful_roles = LinesField(label="Roles that are useful to me", help_text="Such as: editor. One a line.")
    competitors = LinesField(label="Competitors", help_text="Companies, one a line.")
    pitch_words = LinesField(label="Words of a pitch", help_text="Beside those we know. One a line.")
    generic_notes = LinesField(
        label="Notes that say nothing",
        help_text="Beside the networks' own texts. One a line.",
        longest=LONGEST_TEXT,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("never_admits"):
            if data.get("default") == Outcome.ASK_WHERE_MET:
                self.add_error("default", NEVER_ASKS)
            if admits_not_knowing(data.get("question", "")):
                self.add_error("question", "You never admit not knowing somebody, but the question does.")
        return data

    def settings(self) -> Settings:
        """The settings that a valid form says."""
        names = Settings.__dataclass_fields__
        values = {name: value for name, value in self.cleaned_data.items() if name in names}
        return Settings(**(values | {"after_accepting": After(values["after_accepting"])}))


def settings_told(policy: Policy) -> SettingsForm:
    """The form as it would be posted for a policy."""
    values: dict[str, Any] = {name: getattr(policy.settings, name) for name in Settings.__dataclass_fields__}
    values |= {name: "\n".join(values[name]) for name in LISTS}
    told = {"name": policy.name, "slug": policy.slug, "default": str(policy.default)}
    return SettingsForm(values | told | {"after_accepting": str(policy.settings.after_accepting)})


def with_own_words(policy: Policy, own: Iterable[Callable[[str], Any]]) -> Policy:
    """The policy with the owner's words where its lists are empty: from the first of the sources that has some."""
    sources = list(own)
    found: dict[str, Any] = {}
    for name in (*LISTS, "market"):
        given = (source(name) for source in sources)
        found[name] = getattr(policy.settings, name) or next((one for one in given if one), None)
    words = {name: value for name, value in found.items() if value}
    return replace(policy, settings=replace(policy.settings, **words))
