"""Runs of an owner, their progress and their report."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from accounts.models import User
from contacts.models import Contact
from transfer.models import ImportRun, RunFault

FAULTS_SHOWN = 100
STAYED_SHOWN = 100
WORDS = {
    "connections": "Connections",
    "messages": "Messages",
    "requests": "Invitations",
    "address_books": "Address books",
    "texts": "What the messages say",
    "people": "People",
    "happenings": "What happened",
    "coming": "What is to come",
    "letters": "Messages",
    "asks": "Requests",
    "tasks": "Reminders",
    "seen": "People seen elsewhere",
    "owner": "About you",
}
SHARES = {
    "linkedin": {"connections": 45, "messages": 90, "requests": 92, "address_books": 94, "texts": 96},
    "": {"people": 50, "happenings": 70, "letters": 95},
}
"""Where the longer steps of a kind end on the bar, in percent; the others come soon after one another."""
LAST_SHARE = 99


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is, from 0 to 100, and in words."""

    percent: int
    words: str


@dataclass(frozen=True, slots=True)
class Stayed:
    """Somebody about whom something stays after a run was taken back, and why."""

    contact: Contact
    reason: str


def run_or_404(user: User, pk: int) -> ImportRun:
    """One run of this owner; anything else raises Http404."""
    found: ImportRun | None = ImportRun.objects.owned_by(user).filter(pk=pk).select_related("owner").first()
    if found is None:
        raise Http404
    return found


def runs_of(user: User) -> QuerySet[ImportRun]:
    """The owner's runs, newest first."""
    return ImportRun.objects.owned_by(user)


def faults_of(run: ImportRun) -> QuerySet[RunFault]:
    """The rows that are told one by one, in the order of the file."""
    return RunFault.objects.owned_by(run.owner).filter(run=run)


def progress_of(run: ImportRun) -> Progress:
    """How far an active run is; a finished one is at 100."""
    State = ImportRun.State
    done = min(1.0, run.cursor / run.total) if run.total else 0.0
    if run.state == State.WAITING:
        return Progress(0, "Waiting for the worker")
    if run.state == State.LOOKING:
        return Progress(0, "Looking at the file")
    if run.state == State.UNDOING:
        return Progress(int(99 * done), "Taking it back")
    if not run.is_active:
        return Progress(100, run.get_state_display())
    begin, end = _share(run)
    words = WORDS.get(run.step, "Looking at the file")
    return Progress(int(begin + (end - begin) * done), words)


def _share(run: ImportRun) -> tuple[int, int]:
    """Where the step of a run begins and ends on the bar."""
    ends = SHARES.get(run.kind, SHARES[""])
    names = list(WORDS)
    at = names.index(run.step) if run.step in names else -1
    before = [ends[name] for name in names[: max(at, 0)] if name in ends]
    begin = max(before, default=0)
    end = ends.get(run.step, LAST_SHARE if before else 0)
    return begin, max(begin, end)


def stayed_of(run: ImportRun) -> Sequence[Stayed]:
    """Those about whom something stays, the first hundred by name."""
    reasons = dict(run.kept)
    people = Contact.objects.owned_by(run.owner).filter(pk__in=list(reasons))[:STAYED_SHOWN]
    return [Stayed(contact, reasons[contact.pk]) for contact in people]
