"""In and out: runs of an import, what they found wrong and what they changed."""

import uuid

from django.db import models

from accounts.models import Owned


class ImportRun(Owned):
    """One file going in: queued, run in chunks, reported, undoable as a whole."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Stopped"
        UNDONE = "undone", "Taken back"

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
    problem = models.CharField(max_length=300, blank=True)
    attempt = models.PositiveSmallIntegerField(default=0)
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
                condition=models.Q(state__in=["waiting", "running"]),
                name="import_one_at_a_time",
            )
        ]


class RunFault(Owned):
    """A row that was not taken in, with its place and the reason."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="faults")
    file = models.CharField(max_length=100)
    line = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]


class RunChange(Owned):
    """One row that a run made, or changed from `before` to `after`: what undo needs."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="changes")
    table = models.CharField(max_length=30)
    row = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["run", "table", "row"], name="runchange_by_row")]
