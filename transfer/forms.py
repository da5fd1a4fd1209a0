"""What the import page asks for."""

from typing import Any

from django import forms

from contacts.models import Circle

MOST_FILES = 3
MOST_NAMES = 200
LONGEST_NAME = 200


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; a list of uploads."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list | tuple) else [data]
        if len(files) > MOST_FILES:
            raise forms.ValidationError("Choose the zip, or up to three of its files.")
        return [super(FilesField, self).clean(file, initial) for file in files or [None]]


class UploadForm(forms.Form):
    export = FilesField(
        label="The export",
        max_length=300,
        allow_empty_file=True,  # so that the reader says what is wrong with it
        help_text="The zip as it came, or Connections.csv, messages.csv and Invitations.csv out of it. Up to 50 MB.",
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
