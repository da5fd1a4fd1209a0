"""In and out: runs of an import, what they found wrong, what they changed, and what a source last said."""

import uuid

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from accounts.models import Owned
from contacts.models import Contact, Post


class ImportRun(Owned):
    """One file going in: queued, run in chunks, reported, undoable as a whole.

    `step` and `cursor` say where it stands and are written with the rows of each chunk. `claim` counts who took
    it up: only the last one may write. `attempt` counts those that have written nothing yet.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        UNDOING = "undoing", "Being taken back"
        FAILED = "failed", "Stopped"
        UNDONE = "undone", "Taken back"

    ACTIVE = (State.WAITING, State.RUNNING, State.UNDOING)

    kind = models.CharField(max_length=20)
    file_name = models.CharField(max_length=300)
    stored_as = models.UUIDField(default=uuid.uuid4, editable=False)
    sha256 = models.CharField(max_length=64)
    options = models.JSONField(default=dict)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    step = models.CharField(max_length=40, blank=True)
    cursor = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    kept = models.JSONField(default=list)
    problem = models.CharField(max_length=500, blank=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    claim = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    seconds = models.FloatField(default=0)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner"],
                condition=models.Q(state__in=["waiting", "running", "undoing"]),
                name="import_one_at_a_time",
            )
        ]

    @property
    def is_active(self) -> bool:
        return self.state in self.ACTIVE

    @property
    def wants_texts(self) -> bool:
        """Whether the owner chose to store what messages say, too."""
        return bool(self.options.get("texts"))


class RunFault(Owned):
    """A row that was not taken in, or not wholly, with its place and the reason."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="faults")
    file = models.CharField(max_length=100)
    line = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]


class RunChange(Owned):
    """What one chunk of a run did to one table: what undo needs.

    Made: `rows` holds [first id, last id] ranges. Changed: [id, before, after] with the changed fields.
    """

    class Act(models.TextChoices):
        MADE = "made", "Made"
        CHANGED = "changed", "Changed"

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="changes")
    table = models.CharField(max_length=30)
    act = models.CharField(max_length=7, choices=Act)
    rows = models.JSONField(default=list, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["pk"]


class Told(Owned):
    """What a source last told about a contact: a later file is compared with it.

    Where the book differs from it the owner edited by hand, and that stays. `key` is the name and day by which
    files without addresses know the person.
    """

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="told")
    source = models.CharField(max_length=30)
    key = models.CharField(max_length=300)
    slug = models.CharField(max_length=300, blank=True)
    email = models.CharField(max_length=254, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200, blank=True)
    linked_on = models.DateField(null=True)
    post = models.ForeignKey(Post, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contact", "source"], name="told_once")]
