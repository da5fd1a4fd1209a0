"""Who people are."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from accounts.models import Owned, Removable, RemovableQuerySet, User
from domain import circles, partial
from domain.names import fold

NAME_LENGTH = 200


class Circle(models.TextChoices):
    INNER = "inner", "Inner"
    CLOSE = "close", "Close"
    FRIENDS = "friends", "Friends"
    NETWORK = "network", "Network"


class State(models.TextChoices):
    ACTIVE = "active", "Active"
    FADED = "faded", "Let fade"
    ARCHIVED = "archived", "Archived"
    LEFT = "left", "Left"
    DECEASED = "deceased", "Deceased"


class LeftHow(models.TextChoices):
    MOVED = "moved", "Moved away"
    JOB = "job", "Changed jobs"
    OTHER = "other", "Another reason"


DIED = "died"
WAYS_TO_LEAVE = (*LeftHow.choices, (DIED, "Died"))
"""How somebody can leave, with the words for it; who died has a state of their own."""


class Vouch(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_YET = "not yet", "Not yet"


class ContactQuerySet(RemovableQuerySet["Contact"]):
    def active(self) -> "ContactQuerySet":
        return self.filter(state=State.ACTIVE)


class Tag(Owned):
    name = models.CharField(max_length=60)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint("owner", models.functions.Lower("name"), name="tag_name_once")]

    def __str__(self) -> str:
        return self.name


class Contact(Removable):
    """A person in one owner's book."""

    given = models.CharField("given name", max_length=NAME_LENGTH, blank=True)
    family = models.CharField("family name", max_length=NAME_LENGTH, blank=True)
    display = models.CharField(
        "display name",
        max_length=NAME_LENGTH,
        blank=True,
        help_text="Leave empty to use given and family name.",
    )
    nickname = models.CharField(max_length=NAME_LENGTH, blank=True)
    sort_name = models.CharField(max_length=NAME_LENGTH * 2, editable=False)
    place = models.CharField(max_length=200, blank=True)
    met_how = models.CharField("how we met", max_length=200, blank=True)
    met_on = models.CharField(
        "when we met", max_length=10, blank=True, help_text="2019, 2019-05 or 2019-05-12."
    )
    met_where = models.CharField("where we met", max_length=200, blank=True)
    met_through = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="introduced", verbose_name="met through"
    )
    circle = models.CharField(max_length=8, choices=Circle, blank=True)
    circle_since = models.DateField(null=True, editable=False)
    cadence_days = models.PositiveIntegerField(
        "every … days",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
        help_text="Overrides the circle's rhythm for this person.",
    )
    is_family = models.BooleanField("family", default=False)
    is_pinned = models.BooleanField("pinned", default=False)
    vouch = models.CharField("would vouch for", max_length=7, choices=Vouch, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.ACTIVE)
    left_how = models.CharField("how they left", max_length=5, choices=LeftHow, blank=True, editable=False)
    never_nudge = models.BooleanField("never remind me of this person", default=False)
    hides_strength = models.BooleanField("hide the strength", default=False)
    tags = models.ManyToManyField(Tag, blank=True, related_name="contacts")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ContactQuerySet.as_manager()  # type: ignore[misc]  # a model may narrow its base's manager

    class Meta:
        ordering = ["sort_name", "pk"]
        indexes = [
            models.Index(
                fields=["owner", "sort_name", "id"],
                condition=models.Q(deleted_at=None),
                name="contact_by_name",
            ),
            models.Index(
                fields=["owner", "state"], condition=models.Q(deleted_at=None), name="contact_by_state"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(display=""), name="contact_has_a_name"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="contact_state_known"),
            models.CheckConstraint(
                condition=models.Q(circle__in=["", *Circle.values]), name="contact_circle_known"
            ),
        ]

    def __str__(self) -> str:
        return self.display

    @property
    def derived_name(self) -> str:
        """The display name when the owner gave none: given and family name in the owner's order, else the nickname."""
        parts = [self.given.strip(), self.family.strip()]
        return " ".join(part for part in self._in_order(parts) if part) or self.nickname.strip()

    def tidy_names(self) -> None:
        """Fill the display and sort name from the others. Raises ValueError when no name is given at all."""
        self.display = self.display.strip() or self.derived_name[:NAME_LENGTH]
        if not self.display:
            raise ValueError("Give at least one name.")
        self.sort_name = fold(" ".join(self._in_order([self.given, self.family])).strip() or self.display)

    def _in_order(self, parts: list[str]) -> list[str]:
        return parts[::-1] if self.owner.name_order == User.NameOrder.FAMILY_FIRST else parts

    @property
    def wished_days(self) -> int | None:
        return circles.wished_days(self.circle, self.cadence_days)

    @property
    def may_be_nudged(self) -> bool:
        return self.state == State.ACTIVE and not self.never_nudge and self.deleted_at is None

    @property
    def met_on_words(self) -> str:
        return partial.show(self.met_on) if self.met_on else ""


class OfContact(Owned):
    """A row about one contact, of the same owner."""

    class Meta:
        abstract = True


class Spelling(OfContact):
    """One folded way a contact can be called; derived from the names, for exact look-up."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="spellings")
    text = models.CharField(max_length=NAME_LENGTH)
    rank = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contact", "text"], name="spelling_once")]
        indexes = [models.Index(fields=["owner", "text"], name="spelling_lookup")]


class NameKey(Owned):
    """A key that a contact's or trace's name shares with its likely misspellings; derived, see domain.namekeys."""

    contact = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="name_keys")
    trace = models.ForeignKey("Trace", models.CASCADE, null=True, related_name="name_keys")
    key = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(contact=None, trace__isnull=False)
                | models.Q(contact__isnull=False, trace=None),
                name="namekey_of_one",
            )
        ]
        indexes = [models.Index(fields=["owner", "key"], name="namekey_lookup")]


class SearchText(OfContact):
    """The folded words of one contact's card and notes; derived, for search."""

    contact = models.OneToOneField(Contact, models.CASCADE, primary_key=True, related_name="search_text")
    words = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["owner"], name="searchtext_owner")]


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


class Trace(Owned):
    """Someone seen but not in the book: a name or key, where and when. Never listed as a contact."""

    class Source(models.TextChoices):
        MESSAGE = "message", "Message"
        REQUEST = "request", "Request"
        UPLOAD = "upload", "Address book"

    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    network = models.CharField(max_length=20, blank=True)
    key = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=10, choices=Source)
    first_on = models.DateField()
    last_on = models.DateField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "source", "network", "key", "name"], name="trace_once"),
            models.CheckConstraint(condition=~models.Q(name="", key=""), name="trace_is_of_someone"),
        ]
