"""What the export page asks for."""

from django import forms

from transfer.exports.out import FORMATS
from transfer.exports.person import OF_ONE


class ExportForm(forms.Form):
    """Which format the whole book leaves in."""

    format = forms.ChoiceField(choices=[(name, out.label) for name, out in FORMATS.items()])


class PersonExportForm(forms.Form):
    """Which format one person's data leave in."""

    format = forms.ChoiceField(choices=[(name, out.label) for name, out in OF_ONE.items()])


class RestoreForm(forms.Form):
    """An archive to be taken back."""

    archive = forms.FileField(
        label="The archive",
        max_length=300,
        allow_empty_file=True,  # so that the reader says what is wrong with it
        widget=forms.ClearableFileInput(attrs={"accept": ".zip"}),
        help_text="A zip that Rapport wrote, up to 50 MB. A larger one is restored by the command.",
        error_messages={"required": "Choose an archive first."},
    )
