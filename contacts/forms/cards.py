"""Text to people: the card, its rows, notes, many at once. Choices are limited to the owner's rows."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BaseInlineFormSet, inlineformset_factory

from accounts.requests import id_in
from contacts.forms.days import PartialDateField
from contacts.models import (
    Address,
    Circle,
    Contact,
    Identity,
    ImportantDate,
    Note,
    Post,
    State,
    Tag,
    Vouch,
)
from contacts.queries import contact_called
from domain import partial
from domain.reach import read_reach
from domain.wording import days_of

NOTICE_DAYS = (0, 1, 3, 7, 14, 30)


class ContactForm(forms.ModelForm[Contact]):
    """The card of one person; its rows are formsets beside it. The caller sets the owner on the instance."""

    circle = forms.ChoiceField(choices=[("", "None"), *Circle.choices], required=False)
    vouch = forms.ChoiceField(
        label="Would vouch for", choices=[("", "Not said"), *Vouch.choices], required=False
    )
    vouches = forms.ChoiceField(
        label="Would vouch for me", choices=[("", "Not said"), *Vouch.choices], required=False
    )
    met_on = PartialDateField(
        label="When we met", required=False, max_length=10, help_text="2019, 2019-05 or 2019-05-12."
    )
    aliases = forms.CharField(
        label="Also called", required=False, max_length=1000, help_text="Other names, separated by commas."
    )
    tag_names = forms.CharField(
        label="Tags", required=False, max_length=1000, help_text="Separated by commas."
    )
    through = forms.CharField(
        label="Met through",
        required=False,
        max_length=200,
        help_text="The full name of someone in your book.",
    )

    class Meta:
        model = Contact
        fields = (
            "given", "family", "display", "nickname", "place", "circle", "cadence_days", "is_family", "is_pinned",
            "vouch", "vouches", "state", "met_how", "met_on", "met_where", "never_nudge", "hides_strength",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contact = self.instance
        if contact.pk:
            aliases = contact.identities.filter(kind=Identity.Kind.ALIAS).values_list("shown", flat=True)
            if contact.display == contact.derived_name:
                self.initial["display"] = ""
            self.initial["aliases"] = ", ".join(aliases)
            self.initial["tag_names"] = ", ".join(contact.tags.values_list("name", flat=True))
            self.initial["through"] = contact.met_through.display if contact.met_through else ""

    def clean_through(self) -> Contact | None:
        text = self.cleaned_data["through"].strip()
        if not text:
            return None
        found = contact_called(self.instance.owner, text)
        if found is None:
            raise forms.ValidationError(f"Nobody in your book, or more than one, is called “{text}”.")
        if found.pk == self.instance.pk:
            raise forms.ValidationError("Nobody is met through themselves.")
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        names = {field: cleaned.get(field, "") for field in ("given", "family", "display", "nickname")}
        card = Contact(owner=self.instance.owner, **names)
        try:
            card.tidy_names()
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None
        return {**cleaned, "display": card.display}

    def alias_list(self) -> list[str]:
        return [alias for alias in self.cleaned_data["aliases"].split(",") if alias.strip()]


class PostForm(forms.ModelForm[Post]):
    since = PartialDateField(label="From", required=False, max_length=10)
    until = PartialDateField(label="To", required=False, max_length=10)

    class Meta:
        model = Post
        fields = ("organisation", "title", "since", "until")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.has_changed() and not (cleaned.get("organisation") or cleaned.get("title")):
            raise forms.ValidationError("Give an organisation or a title.")
        return cleaned


class IdentityForm(forms.ModelForm[Identity]):
    class Meta:
        model = Identity
        fields = ("kind", "shown")
        labels = {"shown": "Address, number or handle"}

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contact = contact
        kinds = [choice for choice in Identity.Kind.choices if choice[0] != Identity.Kind.ALIAS]
        self.fields["kind"] = forms.ChoiceField(choices=kinds, required=False, initial=Identity.Kind.EMAIL)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("shown"):
            try:
                region = self.contact.owner.phone_region or None
                found = read_reach(cleaned["kind"], cleaned["shown"], region)
            except ValueError as error:
                raise forms.ValidationError({"shown": str(error)}) from None
            self.instance.key, self.instance.network = found.key, found.network
            cleaned["shown"] = found.shown
        return cleaned


def notice_choices(stored: int | None) -> list[tuple[int, str]]:
    """How many days before a date it is told, an odd number that is stored already among them."""
    days = sorted({*NOTICE_DAYS, *([] if stored is None else [stored])})
    return [(number, days_of(number) if number else "on the day itself") for number in days]


class DateForm(forms.ModelForm[ImportantDate]):
    lead_days = forms.TypedChoiceField(
        label="Days of notice", required=False, coerce=int, empty_value=None, initial=""
    )

    class Meta:
        model = ImportantDate
        fields = ("kind", "label", "day", "month", "year", "lead_days")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lead_days: Any = self.fields["lead_days"]
        lead_days.choices = [("", "as in Settings"), *notice_choices(self.instance.lead_days)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day, month, year = cleaned.get("day"), cleaned.get("month"), cleaned.get("year")
        if day and month:
            try:
                partial.parse(f"{year or 2024}-{month}-{day}")
            except ValueError:
                raise forms.ValidationError(f"There is no {day} {partial.MONTHS[month - 1]}.") from None
        return cleaned


class AddressForm(forms.ModelForm[Address]):
    class Meta:
        model = Address
        fields = ("label", *Address.PARTS)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("label") and not self.errors and not any(cleaned.get(part) for part in Address.PARTS):
            raise forms.ValidationError("Give a street, a town or a country.")
        return cleaned


class OwnedFormSet(BaseInlineFormSet[Any, Contact, Any]):
    """Rows of one contact: each new row gets the contact's owner."""

    def save_new(self, form: Any, commit: bool = True) -> Any:
        form.instance.owner = self.instance.owner
        return super().save_new(form, commit)


PostFormSet = inlineformset_factory(Contact, Post, form=PostForm, formset=OwnedFormSet, extra=1, max_num=50)
IdentityFormSet = inlineformset_factory(
    Contact, Identity, form=IdentityForm, formset=OwnedFormSet, extra=2, max_num=50
)
DateFormSet = inlineformset_factory(
    Contact, ImportantDate, form=DateForm, formset=OwnedFormSet, extra=1, max_num=30
)

AddressFormSet = inlineformset_factory(
    Contact, Address, form=AddressForm, formset=OwnedFormSet, extra=1, max_num=20
)


class PhotoForm(forms.Form):
    """A picture that somebody chose; whether it is one, drawing it tells."""

    picture = forms.FileField(
        label="Photo",
        help_text="JPEG, PNG, GIF or WebP.",
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )


class NoteForm(forms.ModelForm[Note]):
    class Meta:
        model = Note
        fields = ("text", "sensitive")
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        labels = {"text": "Note", "sensitive": "Sensitive: never leaves in mail"}


@dataclass(frozen=True, slots=True)
class Changes:
    """One change to many people; None leaves a thing as it is."""

    circle: str | None = None
    state: str | None = None
    held: str = ""
    add_tags: str = ""
    drop_tag: Tag | None = None


HOLDS = (("pin", "Pin"), ("unpin", "Unpin"), ("family", "Family"), ("not family", "Not family"))


class BulkForm(forms.Form):
    """One change to many people. A field left alone changes nothing."""

    KEEP = "keep"
    circle = forms.ChoiceField(
        choices=[(KEEP, "Circle …"), ("", "No circle"), *Circle.choices], required=False, initial=KEEP
    )
    state = forms.ChoiceField(choices=[(KEEP, "State …"), *State.choices], required=False)
    held = forms.ChoiceField(label="Pin", choices=[("", "Pin …"), *HOLDS], required=False)
    add_tags = forms.CharField(label="Add tags", required=False, max_length=300)
    drop_tag = forms.ModelChoiceField(
        queryset=Tag.objects.none(), label="Remove tag", required=False, empty_label="Remove tag …"
    )

    def __init__(self, *args: Any, owner: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["drop_tag"].queryset = Tag.objects.owned_by(owner)  # type: ignore[attr-defined]  # a model choice

    def changes(self) -> Changes:
        """What a valid form asks for."""
        data = self.cleaned_data
        return Changes(
            circle=None if data["circle"] == self.KEEP else data["circle"],
            state=None if data["state"] in (self.KEEP, "") else data["state"],
            held=data["held"],
            add_tags=data["add_tags"],
            drop_tag=data["drop_tag"],
        )

    def people(self) -> list[int]:
        """The ids that were ticked."""
        return [pk for text in self.data.getlist("people") if (pk := id_in(text)) is not None]  # type: ignore[attr-defined]  # a QueryDict
