"""The owner's settings, and finding."""

from django import forms

from accounts.forms import ZONES
from accounts.models import User


class SettingsForm(forms.ModelForm[User]):
    """Everything one owner can set."""

    time_zone = forms.ChoiceField(choices=ZONES)
    people_a_day = forms.IntegerField(
        min_value=0, max_value=20, help_text="How many people Rapport brings up on one day at most."
    )
    digest_hour = forms.IntegerField(
        label="Hour of the daily digest", min_value=0, max_value=23, help_text="In your time zone, 0 to 23."
    )
    date_lead_days = forms.IntegerField(label="Days of notice before a date", min_value=0, max_value=30)

    class Meta:
        model = User
        fields = (
            "time_zone", "date_order", "name_order", "first_weekday", "phone_region",
            "people_a_day", "date_lead_days", "digest_by_mail", "digest_hour", "theme", "letter_keys", "shows_strength",
        )  # fmt: skip

    def clean_phone_region(self) -> str:
        region: str = self.cleaned_data["phone_region"].upper()
        if region and not (len(region) == 2 and region.isalpha()):
            raise forms.ValidationError("Two letters, such as DE, or nothing.")
        return region


class FindForm(forms.Form):
    q = forms.CharField(label="Find", required=False, max_length=200)
