"""How people are found: derived rows for look-up and search, and those seen but not in the book."""

from django.db import models

from accounts.models import Owned
from contacts.models.people import NAME_LENGTH, Contact, OfContact


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


class Trace(Owned):
    """Someone seen but not in the book: a name or key, where and when. Never listed as a contact."""

    class Source(models.TextChoices):
        MESSAGE = "message", "Message"
        REQUEST = "request", "Request"
        UPLOAD = "upload", "Address book"
        CALENDAR = "calendar", "Calendar"
        EMAIL = "email", "E-mail"
        CHAT = "chat", "Chat"
        GUEST = "guest", "Guest list"

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
