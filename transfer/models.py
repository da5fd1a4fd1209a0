"""In and out: runs of an import, what they found wrong, what they changed, and what a source last said."""

import uuid

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from accounts.models import Owned
from contacts.models import Contact, Post


class ImportRun(Owned):
    """One file going in: queued, run in chunks, reported, undoable as a whole.

    Looked at first if the owner wants to see what it would do; `found` holds what that came to. `step` and
    `cursor` say where it stands and are written with the rows of each chunk. `claim` counts who took it up: only
    the last one may write. `attempt` counts those that have written nothing yet. `options` holds the owner's
    answers: "texts" (bool), "own" (their addresses and names in the file), "map" (columns to fields).
    """

    class State(models.TextChoices):
        LOOKING = "looking", "Being looked at"
        READY = "ready", "Waiting for your word"
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        UNDOING = "undoing", "Being taken back"
        FAILED = "failed", "Stopped"
        UNDONE = "undone", "Taken back"

    ACTIVE = (State.WAITING, State.RUNNING, State.UNDOING)
    """Those that write: one at a time for each owner."""
    MOVING = (State.LOOKING, *ACTIVE)
    """Those on which a worker has something to do."""

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
    found = models.JSONField(default=dict)
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
        return self.state in self.MOVING

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


class RunRows(Owned):
    """What one chunk of a run made of the rows of the file: lists of [file, line, act, contact id or 0, words]."""

    class Act(models.TextChoices):
        ADDED = "added", "Added"
        UPDATED = "updated", "Updated"
        UNCHANGED = "unchanged", "Nothing new"
        WAITS = "waits", "Waits for your answer"
        SKIPPED = "skipped", "Left out"

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    rows = models.JSONField(default=list)

    class Meta:
        ordering = ["pk"]


class RunNews(Owned):
    """What a file says differently from the last one of its source."""

    class Kind(models.TextChoices):
        MOVED = "moved", "New post or title"
        ACCEPTED = "accepted", "Accepted your request"
        NEW = "new", "New"
        BACK = "back", "There again"
        VANISHED = "vanished", "No longer in the file"

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="news")
    kind = models.CharField(max_length=8, choices=Kind)
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="news")
    before = models.CharField(max_length=420, blank=True)
    after = models.CharField(max_length=420, blank=True)

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "kind", "contact"], name="news_told_once"),
        ]


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

    Where the book differs from it the owner edited by hand, and that stays. `key` is that by which the source
    knows the person; where it gives none, the name and day. `card` holds what else it told, by kind of row.
    `is_gone` when the last file no longer had the person.
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
    card = models.JSONField(default=dict)
    is_gone = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contact", "source"], name="told_once")]


class Brought(Owned):
    """A row that was made of an item of a source, so that it is not made again once it was edited or deleted."""

    source = models.CharField(max_length=30)
    key = models.CharField(max_length=200)
    table = models.CharField(max_length=30)
    row = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "source", "key"], name="brought_once")]


class PossibleMatch(Owned):
    """Somebody in a file who may be in the book: waits for the owner to say so. `card` is what the file says.

    `others` lists further likely contacts as [id, confidence]. The answer is written by the run that asked.
    """

    class Answer(models.TextChoices):
        SAME = "same", "The same person"
        OTHER = "other", "Somebody else"
        LEFT_OUT = "left out", "Left out"

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="matches")
    source = models.CharField(max_length=30)
    key = models.CharField(max_length=300)
    line = models.PositiveIntegerField(default=0)
    name = models.CharField(max_length=400)
    card = models.JSONField()
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="possible_matches")
    confidence = models.FloatField()
    evidence_for = models.JSONField(default=list)
    evidence_against = models.JSONField(default=list)
    others = models.JSONField(default=list)
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-confidence", "pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "source", "key"], name="match_asked_once")]


class NotSame(Owned):
    """Two contacts that are not one person, as the owner said; `first` has the lower id."""

    first = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    second = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="not_same_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="not_same_in_order"
            ),
        ]


class Merge(Owned):
    """Two contacts made one: `gone` lies deleted behind `kept`, and all that takes it apart again is here.

    `moved`: by table, ids of rows that hung on `gone`. `removed`: [table, fields] of rows that `kept` had already.
    `before`: the fields of `kept` as they were, with what was chosen instead. `made`: by table, ids of new rows.
    """

    kept = models.ForeignKey(Contact, models.CASCADE, related_name="merges")
    gone = models.ForeignKey(Contact, models.CASCADE, related_name="merged_away")
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    moved = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    removed = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    made = models.JSONField(default=dict)

    class Meta:
        ordering = ["-made_at", "-pk"]
