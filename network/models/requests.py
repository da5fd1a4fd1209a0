"""Who asks to be linked, and what the owner answered."""

from datetime import date, datetime, timedelta

from django.db import models

from accounts.models import Owned
from contacts.models import Contact
from domain.linkfacts import NoteKind, Reason
from domain.linkoutcomes import IN_WORDS, Outcome
from network.models.links import Link
from network.models.networks import Network, web_address
from network.models.policies import PolicyVersion
from reminders.models import Reminder

SILENT_AFTER_DAYS = 14
OUTCOMES = [(one.value, IN_WORDS[one]) for one in Outcome]


class LinkRequest(Owned):
    """Somebody asks to be linked, or the owner asked.

    `times` is how often they asked, `sent_at` the last time. `reason` is the owner's word for why they ask; empty
    leaves it to the guess. A put-off request rests until `again_on`.
    """

    class State(models.TextChoices):
        OPEN = "open", "Waiting"
        LINKED = "linked", "Linked"
        GONE = "gone", "No longer waiting"
        DECLINED = "declined", "Declined"
        ANSWERED = "answered", "Answered, waiting for them"
        LATER = "later", "Put off"
        IGNORED = "ignored", "Ignored"

    class Source(models.TextChoices):
        IMPORT = "import", "Import"
        TYPED = "typed", "Typed"
        PASTED = "pasted", "Pasted"
        PUBLIC = "public", "Your public page"

    network = models.CharField(max_length=10, choices=Network)
    incoming = models.BooleanField(default=True)
    name = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=500, blank=True)
    title = models.CharField(max_length=200, blank=True)
    company = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    message = models.TextField(blank=True)
    reason = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Reason])
    sent_at = models.DateTimeField(null=True)
    times = models.PositiveSmallIntegerField(default=1)
    source = models.CharField(max_length=6, choices=Source, default=Source.IMPORT)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    again_on = models.DateField(null=True)
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


class Decision(Owned):
    """What the owner answered to a request; the newest that is not undone counts.

    `verdict`, `rule` (0 for none), `sentence`, `reasons` and `missing` are what the policy said, `facts` what it saw;
    `verdict` is empty where there was no policy. `template` names the reply ("decline warm en"), `reply` its text.
    `reaction` is what the owner tapped; silence is never stored, see reaction_on().
    """

    class Reaction(models.TextChoices):
        SILENCE = "silence", "Silence"
        OFFENDED = "offended", "Took offence"
        PUSHY = "pushy", "Got pushy"
        FLIRT = "flirt", "Flirted"
        ANSWER = "answer", "A real answer"

    request = models.ForeignKey(LinkRequest, models.CASCADE, related_name="decisions")
    outcome = models.CharField(max_length=18, choices=OUTCOMES)
    made_at = models.DateTimeField()
    again_on = models.DateField(null=True)
    policy = models.ForeignKey(PolicyVersion, models.SET_NULL, null=True, related_name="decisions")
    verdict = models.CharField(max_length=18, blank=True)
    rule = models.PositiveSmallIntegerField(default=0)
    sentence = models.TextField(blank=True)
    reasons = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    note_kind = models.CharField(
        max_length=8, blank=True, choices=[(one.value, one.value) for one in NoteKind]
    )
    template = models.CharField(max_length=40, blank=True)
    reply = models.TextField(blank=True)
    reaction = models.CharField(max_length=8, blank=True, choices=Reaction)
    reacted_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    undone_at = models.DateTimeField(null=True)
    state_before = models.CharField(max_length=8, choices=LinkRequest.State)
    contact_before = models.ForeignKey(Contact, models.SET_NULL, null=True, related_name="+")
    made_contact = models.BooleanField(default=False)
    link = models.ForeignKey(Link, models.SET_NULL, null=True, related_name="decisions")
    reminder = models.ForeignKey(Reminder, models.SET_NULL, null=True, related_name="decisions")

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["owner", "request", "-made_at"], name="decision_newest")]

    def reaction_on(self, today: date) -> str:
        """How they took the reply: what was tapped, or silence by itself after so many days; else empty."""
        if self.reaction or not self.reply:
            return self.reaction
        is_over = _day(self.made_at) + timedelta(days=SILENT_AFTER_DAYS) <= today
        return self.Reaction.SILENCE.value if is_over else ""


def _day(moment: datetime) -> date:
    return moment.date()
