"""What sign-up asks besides e-mail and password."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.http import HttpRequest

from accounts.models import User, default_time_zone

ZONES = [
    ("UTC", "UTC"),
    *(
        (name, name.replace("_", " "))
        for name in sorted(available_timezones())
        if "/" in name and not name.startswith(("Etc/", "SystemV/", "posix/", "right/"))
    ),
]


class ZoneForm(forms.Form):
    """The owner's time zone; a script chooses the browser's."""

    time_zone = forms.ChoiceField(
        choices=ZONES, initial=default_time_zone, widget=forms.Select(attrs={"data-zone": ""})
    )

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by the sign-up once the account exists."""
        data: dict[str, Any] = self.cleaned_data
        user.time_zone = data["time_zone"]
        user.save(update_fields=["time_zone"])
