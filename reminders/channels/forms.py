"""Text to channels: the fields that a kind names, and the few that all of them have."""

from typing import Any

from django import forms

from reminders.channels.kinds import MOST_LETTERS, Field, Kind
from reminders.channels.pushkeys import unpacked
from reminders.models import Channel
from reminders.safe_http import check_url

KEEP = "Leave empty to keep the one there is; it is not shown again."
HOURS = [(str(hour), f"{hour}:00") for hour in range(24)]


class ChannelForm(forms.Form):
    """One channel of a kind, new or there already. A secret that is left empty stays as it is."""

    name = forms.CharField(label="What to call it", max_length=80, required=False)
    hour = forms.TypedChoiceField(label="At", required=False, coerce=int, empty_value=None)
    tells_names = forms.BooleanField(
        label="Tell names and texts",
        required=False,
        help_text="Off, it tells only how much there is, such as “Two people, one birthday”.",
    )

    def __init__(
        self, *args: Any, kind: Kind, digest_hour: int, channel: Channel | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.channel = kind, channel
        at_digest = ("", f"the hour of the digest, {digest_hour}:00")
        self.fields["hour"].choices = [at_digest, *HOURS]  # type: ignore[attr-defined]  # a choice field's
        for field in kind.fields:
            self.fields[field.name] = self._made(field)
        self.order_fields([field.name for field in kind.fields])
        if channel is not None:
            self.initial = {"name": channel.name, "hour": channel.hour, "tells_names": channel.tells_names}

    def _made(self, field: Field) -> forms.Field:
        kept = self.channel.settings.get(field.name, "") if self.channel else field.default
        is_kept = bool(field.is_secret and self.channel and kept)
        attrs = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
        return forms.CharField(
            label=field.label,
            help_text=KEEP if is_kept else field.help_text,
            initial="" if field.is_secret else kept,
            required=field.is_required and not is_kept,
            max_length=MOST_LETTERS,
            widget=forms.TextInput(attrs),
        )

    def clean(self) -> dict[str, Any]:
        """Ask each field's own check; what it refuses stands at the field."""
        cleaned = super().clean() or self.cleaned_data
        for field in self.kind.fields:
            written = cleaned.get(field.name)
            if not written:
                continue
            try:
                cleaned[field.name] = field.check(written)
            except ValueError as error:
                self.add_error(field.name, str(error))
        if self._has_moved(cleaned):
            self._want_secrets_again(cleaned)
        return cleaned

    def _has_moved(self, cleaned: dict[str, Any]) -> bool:
        """Whether what there is of secrets would go somewhere else."""
        kept = self.channel.settings if self.channel else cleaned
        names = [field.name for field in self.kind.fields if field.takes_secrets]
        return any(cleaned.get(name) and cleaned[name] != kept.get(name) for name in names)

    def _want_secrets_again(self, cleaned: dict[str, Any]) -> None:
        kept = self.channel.settings if self.channel else {}
        for field in self.kind.fields:
            if field.is_secret and kept.get(field.name) and not cleaned.get(field.name):
                self.add_error(field.name, "For another server, name it again.")

    def chosen(self) -> dict[str, Any]:
        """What the services take; secrets that were left empty are not in `settings`."""
        said = self.cleaned_data
        settings = {
            field.name: said[field.name]
            for field in self.kind.fields
            if said[field.name] or not field.is_secret
        }
        return {
            "name": said["name"],
            "hour": said["hour"],
            "tells_names": said["tells_names"],
            "settings": settings,
        }


class BrowserForm(forms.Form):
    """What a browser gives away when it agrees to be notified."""

    endpoint = forms.CharField(max_length=MOST_LETTERS)
    p256dh = forms.RegexField(r"^[A-Za-z0-9_-]{87,88}=?$")
    auth = forms.RegexField(r"^[A-Za-z0-9_-]{22}={0,2}$")
    name = forms.CharField(max_length=80, required=False)

    def clean_endpoint(self) -> str:
        endpoint: str = self.cleaned_data["endpoint"]
        try:
            check_url(endpoint)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None
        return endpoint

    def clean_p256dh(self) -> str:
        key: str = self.cleaned_data["p256dh"].rstrip("=")
        if unpacked(key)[0] != 4:
            raise forms.ValidationError("That is no key.")
        return key

    def clean_auth(self) -> str:
        return str(self.cleaned_data["auth"]).rstrip("=")

    def settings(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("endpoint", "p256dh", "auth")}
