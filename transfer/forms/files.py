"""What the import page asks for, and what a preview asks back."""

from typing import Any

from django import forms

from contacts.models import Circle

MOST_FILES = 20
MOST_NAMES = 200
LONGEST_NAME = 200
ACCEPTED = ".zip,.csv,.tsv,.txt,.vcf,.vcard,.ics,.mbox,.eml,.json,.js,.ldif"


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; a list of uploads."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list | tuple) else [data]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Choose the zip, or up to {MOST_FILES} of its files.")
        return [super(FilesField, self).clean(file, initial) for file in files or [None]]


class UploadForm(forms.Form):
    export = FilesField(
        label="The file",
        max_length=300,
        allow_empty_file=True,  # so that the reader says what is wrong with it
        widget=FilesInput(attrs={"accept": ACCEPTED}),
        help_text="A zip as it came, or single files out of it. Up to 50 MB.",
        error_messages={"required": "Choose a file first."},
    )
    texts = forms.BooleanField(
        label="Store what the messages say, too",
        required=False,
        help_text="Without it only who wrote to whom and when is kept.",
    )

    def uploads(self) -> list[tuple[str, Any]]:
        """The chosen files as (name, open file)."""
        return [(file.name, file.file) for file in self.cleaned_data["export"]]


class OwnForm(forms.Form):
    """Who the owner is in a file of messages or meetings."""

    own = forms.CharField(
        label="You in this file",
        max_length=1_000,
        required=False,
        help_text="Your addresses or names in it, separated by commas. They tell who wrote to whom.",
    )
    remember = forms.BooleanField(label="Remember them for the next file", required=False, initial=True)

    def clean_own(self) -> list[str]:
        return [text.strip()[:LONGEST_NAME] for text in self.cleaned_data["own"].split(",") if text.strip()]


class NamesForm(forms.Form):
    names = forms.CharField(
        label="Names, one a line",
        max_length=MOST_NAMES * (LONGEST_NAME + 2),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Add five people you would miss.",
        error_messages={"required": "Write at least one name."},
    )
    circle = forms.ChoiceField(
        label="How close you want them", choices=[("", "No circle"), *Circle.choices], required=False
    )

    def clean_names(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines()]
        names = list(dict.fromkeys(line for line in lines if line))
        if len(names) > MOST_NAMES:
            raise forms.ValidationError(f"These are {len(names)} names. Paste up to {MOST_NAMES} at a time.")
        long = next((number for number, line in enumerate(lines, 1) if len(line) > LONGEST_NAME), None)
        if long:
            raise forms.ValidationError(f"Line {long} is longer than a name can be.")
        return names
