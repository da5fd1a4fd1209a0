"""A person in the book, what people are grouped by, and the base of every row about one."""

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
    vouches = models.CharField("would vouch for me", max_length=7, choices=Vouch, blank=True)
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
