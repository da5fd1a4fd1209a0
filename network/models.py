"""To whom the owner is linked, who asks to be, and what the owner decided."""

from django.db import models

from accounts.models import Owned
from contacts.models import Contact
from reminders.models import Reminder


class Network(models.TextChoices):
    LINKEDIN = "linkedin", "LinkedIn"
    FACEBOOK = "facebook", "Facebook"
    INSTAGRAM = "instagram", "Instagram"
    X = "x", "X"
    MASTODON = "mastodon", "Mastodon"
    XING = "xing", "XING"


HOW_TO_UNLINK = {
    Network.LINKEDIN: "Open the profile, choose More, then Remove connection. LinkedIn does not tell them.",
    Network.FACEBOOK: "Open the profile, choose Friends, then Unfriend. Facebook does not tell them.",
    Network.INSTAGRAM: "Open the profile, choose Following, then Unfollow; your followers list removes them.",
    Network.X: "Open the profile, choose Following, then Unfollow.",
    Network.MASTODON: "Open the profile and choose Unfollow; its menu also removes a follower.",
    Network.XING: "Open the profile, then the menu with three dots, then Remove contact.",
}


def web_address(text: str) -> str:
    """The address if a browser may safely open it, else nothing: files and forms can hold any text."""
    return text if text.lower().startswith(("https://", "http://")) else ""


class Link(Owned):
    """The fact that I am linked to a contact on a network, since when, until when."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="links")
    network = models.CharField(max_length=10, choices=Network)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    address = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "network"], condition=models.Q(until=None), name="link_one_active"
            )
        ]
        indexes = [
            models.Index(fields=["owner", "network", "until"], name="link_by_network"),
            models.Index(fields=["owner", "since"], condition=models.Q(until=None), name="link_active_since"),
        ]

    @property
    def web_address(self) -> str:
        return web_address(self.address)

    @property
    def how_to_unlink(self) -> str:
        return HOW_TO_UNLINK[Network(self.network)]


class LinkRequest(Owned):
    """Somebody asks to be linked, or the owner asked."""

    class State(models.TextChoices):
        OPEN = "open", "Waiting"
        LINKED = "linked", "Linked"
        GONE = "gone", "No longer waiting"

    network = models.CharField(max_length=10, choices=Network)
    incoming = models.BooleanField(default=True)
    name = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=500, blank=True)
    message = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="link_requests")
    external_key = models.CharField(max_length=400)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "network", "external_key"], name="request_once"),
        ]
        indexes = [models.Index(fields=["owner", "incoming", "state"], name="request_waiting")]

    @property
    def web_address(self) -> str:
        return web_address(self.address)

    @property
    def is_personal(self) -> bool:
        """Whether they wrote a note of their own; an empty one is what the network sends by itself."""
        return bool(self.message.strip())


class ReviewChoice(Owned):
    """What the owner decided about a person in review; the newest that is not undone counts."""

    class Choice(models.TextChoices):
        KEEP = "keep", "Keep"
        NURTURE = "nurture", "Nurture"
        FADE = "fade", "Let fade"
        UNLINK = "unlink", "Unlink"
        LATER = "later", "Later"

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="review_choices")
    choice = models.CharField(max_length=7, choices=Choice)
    reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    again_on = models.DateField(null=True)
    undone_at = models.DateTimeField(null=True)
    state_before = models.CharField(max_length=8, blank=True)
    reminder = models.ForeignKey(Reminder, models.SET_NULL, null=True, related_name="review_choices")

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["owner", "contact", "-made_at"], name="review_newest")]


class UnlinkTask(Owned):
    """One line of the checklist: unlink this person there, by hand, then tick it."""

    link = models.ForeignKey(Link, models.CASCADE, related_name="unlink_tasks")
    choice = models.ForeignKey(ReviewChoice, models.CASCADE, related_name="tasks")
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["done_at", "made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["link"], condition=models.Q(done_at=None), name="unlink_task_once"
            )
        ]

    @property
    def profile(self) -> str:
        """The address to go to: the link's own, else the `known_profile` that the query found."""
        return self.link.web_address or web_address(getattr(self, "known_profile", ""))
