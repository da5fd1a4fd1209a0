"""Who uses it: the user, and the base of every row that a user owns."""

from typing import Any, Self, TypeVar
from zoneinfo import available_timezones

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower

Row = TypeVar("Row", bound=models.Model, covariant=True)


def default_time_zone() -> str:
    return str(settings.DEFAULT_TIME_ZONE)


def validate_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(f"“{name}” is not a known time zone. Try Europe/Berlin.")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """An owner. `founder` is True for the first account only; the unique column lets one visitor claim it.

    `kind_weights` and `usual_minutes` hold what the owner set differently from domain.touches, by kind.
    """

    class DateOrder(models.TextChoices):
        DAY_FIRST = "dmy", "31 December (31/12)"
        MONTH_FIRST = "mdy", "December 31 (12/31)"

    class NameOrder(models.TextChoices):
        GIVEN_FIRST = "given", "Given name first: Ada Lindqvist"
        FAMILY_FIRST = "family", "Family name first: Lindqvist Ada"

    class Theme(models.TextChoices):
        SYSTEM = "", "As the device"
        LIGHT = "light", "Light"
        DARK = "dark", "Dark"

    WEEKDAYS = ((0, "Monday"), (5, "Saturday"), (6, "Sunday"))

    email = models.EmailField(unique=True)
    founder = models.BooleanField(null=True, unique=True, editable=False)
    is_active = models.BooleanField(default=True)
    time_zone = models.CharField(max_length=64, default=default_time_zone, validators=[validate_time_zone])
    date_order = models.CharField(max_length=3, choices=DateOrder, default=DateOrder.DAY_FIRST)
    name_order = models.CharField(max_length=6, choices=NameOrder, default=NameOrder.GIVEN_FIRST)
    first_weekday = models.PositiveSmallIntegerField(choices=WEEKDAYS, default=0)
    phone_region = models.CharField(
        max_length=2, blank=True, help_text="Two letters, such as DE: for phone numbers written without +49."
    )
    theme = models.CharField(max_length=5, choices=Theme, default=Theme.SYSTEM, blank=True)
    letter_keys = models.BooleanField("single-letter keys", default=True)
    people_a_day = models.PositiveSmallIntegerField("people a day", default=3)
    digest_hour = models.PositiveSmallIntegerField(default=8)
    digest_by_mail = models.BooleanField("send the daily digest by mail", default=True)
    date_lead_days = models.PositiveSmallIntegerField("days of notice before a date", default=3)
    quiet_weekdays = models.PositiveSmallIntegerField(
        default=0, help_text="One bit for each weekday on which nothing is sent, Monday the lowest."
    )
    holiday_from = models.DateField(null=True, blank=True)
    holiday_until = models.DateField(null=True, blank=True, help_text="The last day of it.")
    first_week_nudges = models.BooleanField("bring up people just met within a week", default=True)
    names_in_subject = models.BooleanField("names in the subject of the digest", default=False)
    review_weekday = models.PositiveSmallIntegerField(
        "weekly review by mail", null=True, blank=True, help_text="0 is Monday; empty for none."
    )
    brief_by_mail = models.BooleanField("send a brief the evening before an appointment", default=False)
    brief_hour = models.PositiveSmallIntegerField("hour of the brief", default=18)
    introducer_line = models.PositiveSmallIntegerField(
        "ask only people at least this strong", default=4, help_text="0 to 10."
    )
    history_is_in = models.BooleanField(default=False, editable=False)
    shows_strength = models.BooleanField("show how strong relationships are", default=True)
    kind_weights = models.JSONField(default=dict, editable=False)
    usual_minutes = models.JSONField(default=dict, editable=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_any_case"),
            models.CheckConstraint(
                condition=models.Q(founder=True) | models.Q(founder__isnull=True), name="user_founder_or_null"
            ),
            models.CheckConstraint(condition=models.Q(digest_hour__lt=24), name="user_digest_hour"),
            models.CheckConstraint(condition=models.Q(brief_hour__lt=24), name="user_brief_hour"),
            models.CheckConstraint(condition=models.Q(introducer_line__lte=10), name="user_introducer_line"),
            models.CheckConstraint(condition=models.Q(quiet_weekdays__lt=127), name="user_not_always_quiet"),
            models.CheckConstraint(
                condition=models.Q(holiday_from__isnull=True, holiday_until__isnull=True)
                | models.Q(holiday_until__gte=models.F("holiday_from")),
                name="user_holiday_whole",
            ),
        ]

    @property
    def day_first(self) -> bool:
        return self.date_order == self.DateOrder.DAY_FIRST


class OwnedQuerySet(models.QuerySet[Row]):
    def owned_by(self, user: User) -> Self:
        """The rows of one owner that are there to be seen. Every query of user data starts here."""
        return self.filter(owner=user)


class RemovableQuerySet(OwnedQuerySet[Row]):
    def owned_by(self, user: User) -> Self:
        return super().owned_by(user).filter(deleted_at__isnull=True)

    def removed_by(self, user: User) -> Self:
        """What the owner deleted and can still bring back, newest first."""
        return self.filter(owner=user, deleted_at__isnull=False).order_by("-deleted_at")


class Owned(models.Model):
    """A row that belongs to exactly one owner."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", editable=False)
    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True


class Removable(Owned):
    """An owned row whose deletion is a time, hidden everywhere at once, brought back by undo."""

    deleted_at = models.DateTimeField(null=True, editable=False)
    objects = RemovableQuerySet.as_manager()  # type: ignore[misc]  # a model may narrow its base's manager

    class Meta:
        abstract = True
