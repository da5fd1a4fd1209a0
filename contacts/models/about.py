"""What is known about a person: how to reach them, where they work and live, their days, notes and picture."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from accounts.models import Removable
from contacts.models.people import Contact, OfContact
from domain import partial


class Identity(OfContact):
    """A normalised key of a contact: what imports match on, and how one reaches the person."""

    class Kind(models.TextChoices):
        EMAIL = "email", "E-mail"
        PHONE = "phone", "Phone"
        PROFILE = "profile", "Profile"
        HANDLE = "handle", "Handle"
        ALIAS = "alias", "Also known as"

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="identities")
    kind = models.CharField(max_length=7, choices=Kind)
    network = models.CharField(max_length=20, blank=True, help_text="For profiles and handles: linkedin, …")
    key = models.CharField(max_length=300)
    shown = models.CharField(max_length=500)

    class Meta:
        ordering = ["kind", "pk"]
        verbose_name_plural = "identities"
        constraints = [
            models.UniqueConstraint(fields=["contact", "kind", "network", "key"], name="identity_once"),
            models.CheckConstraint(condition=~models.Q(key=""), name="identity_has_a_key"),
        ]
        indexes = [models.Index(fields=["owner", "kind", "network", "key"], name="identity_lookup")]

    def __str__(self) -> str:
        return self.shown

    @property
    def link(self) -> str:
        """An address a browser may follow, or empty."""
        if self.kind == self.Kind.EMAIL:
            return f"mailto:{self.key}"
        if self.kind == self.Kind.PHONE and self.key.startswith("+"):
            return f"tel:{self.key}"
        if self.kind == self.Kind.PROFILE and self.shown.startswith(("https://", "http://")):
            return self.shown
        return ""


class Post(OfContact):
    """Where someone works or worked."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="posts")
    organisation = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200, blank=True)
    since = models.CharField("from", max_length=10, blank=True, help_text="2019 or 2019-05")
    until = models.CharField("to", max_length=10, blank=True, help_text="Empty: until now")

    class Meta:
        ordering = ["until", "-since", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(organisation="", title=""), name="post_says_something")
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.title, self.organisation) if part)


class ImportantDate(OfContact):
    """A birthday or another yearly date, with or without its year."""

    class Kind(models.TextChoices):
        BIRTHDAY = "birthday", "Birthday"
        ANNIVERSARY = "anniversary", "Anniversary"
        OTHER = "other", "Other"

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="dates")
    kind = models.CharField(max_length=11, choices=Kind, default=Kind.BIRTHDAY)
    label = models.CharField(max_length=100, blank=True)
    month = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(12)])
    day = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(31)])
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1850), MaxValueValidator(2200)]
    )
    lead_days = models.PositiveSmallIntegerField(
        "days of notice",
        null=True,
        blank=True,
        validators=[MaxValueValidator(30)],
        help_text="Empty: as in Settings.",
    )

    class Meta:
        ordering = ["month", "day"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(month__range=(1, 12), day__range=(1, 31)), name="date_in_the_calendar"
            )
        ]

    def __str__(self) -> str:
        return self.label or self.get_kind_display()

    @property
    def day_words(self) -> str:
        """ "24 November 1985", or without the year where it is not known."""
        year = f" {self.year}" if self.year else ""
        return f"{self.day} {partial.MONTHS[self.month - 1]}{year}"


class Note(Removable):
    """Markdown about a contact. A sensitive note never leaves in mail."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="notes")
    text = models.TextField(max_length=100_000)
    sensitive = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-created_at", "-pk"]


class Address(OfContact):
    """A postal address, in the parts that cards and address books share."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="addresses")
    label = models.CharField(max_length=60, blank=True, help_text="Home, work, …")
    street = models.CharField(max_length=300, blank=True)
    extended = models.CharField("flat or floor", max_length=200, blank=True)
    po_box = models.CharField("PO box", max_length=100, blank=True)
    postal_code = models.CharField(max_length=30, blank=True)
    city = models.CharField("town", max_length=120, blank=True)
    region = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=120, blank=True)

    PARTS = ("street", "extended", "po_box", "postal_code", "city", "region", "country")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "addresses"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(
                    street="", extended="", po_box="", postal_code="", city="", region="", country=""
                ),
                name="address_says_something",
            )
        ]

    def __str__(self) -> str:
        town = " ".join(part for part in (self.postal_code, self.city) if part)
        parts = (self.street, self.extended, self.po_box, town, self.region, self.country)
        return ", ".join(part for part in parts if part)


class Photo(OfContact):
    """A picture of a person, drawn anew by us: at most 512 pixels a side, and a small one for lists. JPEG, no EXIF.

    It lies in the database, so that it is deleted, restored and backed up with its person.
    """

    contact = models.OneToOneField(Contact, models.CASCADE, primary_key=True, related_name="photo")
    data = models.BinaryField()
    small = models.BinaryField(help_text="At most 96 pixels a side.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file it was made from.")
    changed_at = models.DateTimeField()


class KeptLines(OfContact):
    """What a card said that we have no place for, kept for the way back: property lines as they came, unfolded."""

    contact = models.OneToOneField(Contact, models.CASCADE, primary_key=True, related_name="kept_lines")
    uid = models.CharField(max_length=300, blank=True, help_text="By which other programs know the card.")
    lines = models.JSONField(default=list)
