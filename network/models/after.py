"""What follows a request, and what is remembered of the one who asked."""

from django.db import models

from accounts.models import Owned
from contacts.models import Contact
from domain.linkfacts import Behaviour, Claim
from network.models.links import Link
from network.models.requests import Decision, LinkRequest


class Question(Owned):
    """The question to somebody whose request was accepted, and until when they have to answer.

    `answered_on` is what the owner said; messages from them answer by themselves, which is derived when it is read.
    """

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="questions")
    link = models.ForeignKey(Link, models.CASCADE, related_name="questions")
    decision = models.ForeignKey(Decision, models.SET_NULL, null=True, related_name="questions")
    text = models.TextField(max_length=2_000)
    asked_on = models.DateField()
    due_on = models.DateField()
    answered_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["owner", "due_on"], name="question_by_day")]


class ClaimedMutual(Owned):
    """Whom a requester names as a friend of mine: a claim to verify. `contact` is who claims it, once in the book."""

    request = models.ForeignKey(LinkRequest, models.SET_NULL, null=True, related_name="claims")
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="claims")
    friend = models.ForeignKey(Contact, models.SET_NULL, null=True, related_name="claimed_by")
    friend_name = models.CharField(max_length=200)
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in Claim], default=Claim.UNVERIFIED.value
    )
    asked_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-pk"]


class Conduct(Owned):
    """How somebody behaved: a pitch, spam, a flirt, an insult. Of a requester who is in no book, by the request."""

    contact = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="conduct")
    request = models.ForeignKey(LinkRequest, models.SET_NULL, null=True, related_name="conduct")
    behaviour = models.CharField(max_length=6, choices=[(one.value, one.value) for one in Behaviour])
    words = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-pk"]


class SweepAnswer(Owned):
    """Whether the owner shared a coffee, meal or drink with a contact, day not known. `met` is None for "not sure"."""

    contact = models.OneToOneField(Contact, models.CASCADE, primary_key=True, related_name="sweep")
    met = models.BooleanField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "met"], name="sweep_by_answer")]
