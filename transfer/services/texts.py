"""The step that keeps what messages say, where the owner chose so: as the notes of their interactions."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice

from domain.search import search_words
from interactions.models import Interaction
from transfer.formats.faults import Fault
from transfer.formats.linkedin import Message, read_messages
from transfer.services.gather import conversation_of, local, talk_key
from transfer.services.job import Chunk, Job, writing
from transfer.services.journal import Journal
from transfer.services.known import imported, is_unedited

LONGEST = 100_000
BLOCK = 200
BLOCK_CHARACTERS = 500_000
Lines = Mapping[str, Sequence[str]]


def text_chunks(job: Job, cursor: int) -> Iterator[Chunk]:
    """The texts of the messages, in the order of the file."""
    name = job.parts.messages
    if name is None or not job.texts:
        return
    items = read_messages(job.upload, name, today=job.today, bodies=True)
    for _ in islice(items, cursor):
        job.alive()
    while block := list(_block(items)):
        job.alive()
        cursor += len(block)
        lines = _lines(job, block)
        prepare = writing(write_lines, source=job.source, lines=lines) if lines else None
        yield Chunk(cursor, prepare=prepare, total=0)


def _block(items: Iterator[Message | Fault]) -> Iterator[Message | Fault]:
    room = BLOCK_CHARACTERS
    for item in islice(items, BLOCK):
        yield item
        room -= len(item.body) if isinstance(item, Message) else 0
        if room < 0:
            return


def _lines(job: Job, block: Sequence[Message | Fault]) -> Lines:
    """What was said, by the external key of the talk, in the order in which it was said."""
    found: defaultdict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for item in block:
        if isinstance(item, Message) and item.happened and item.body.strip():
            at = local(item.at, job.zone)
            line = line_of(at, item.sender, item.body)
            found[talk_key(conversation_of(item), at.toordinal())].append((at, line))
    return {key: [line for _at, line in sorted(said)] for key, said in found.items()}


def line_of(at: datetime, sender: str, body: str) -> str:
    """What somebody wrote, as it stands in a note: begins with the time of day, and has no empty lines."""
    text = "\n".join(line.strip() for line in body.splitlines() if line.strip())
    return f"{at:%H:%M} {sender}: {text}"[:LONGEST]


def write_lines(*, journal: Journal, source: str, lines: Lines, now: datetime) -> None:
    """Put lines into the notes of the interactions of these external keys, where the owner changed nothing."""
    changed = []
    for row in imported(journal.run.owner, source, lines):
        note = merged(row.note, lines[row.external_key])
        if note != row.note and row.deleted_at is None and is_unedited(row):
            changed.append((row, note, search_words(f"{row.place} {note}")))
    journal.update(Interaction, ("note", "words"), changed)


def merged(note: str, lines: Sequence[str]) -> str:
    """A note of lines that begin with the time of day, with these among them; each stands there once."""
    known = note.split("\n\n") if note else []
    missing = [line for line in dict.fromkeys(lines) if line not in known]
    if not missing:
        return note
    whole = "\n\n".join(sorted([*known, *missing], key=lambda line: line[:5]))
    return whole if len(whole) <= LONGEST else whole[: LONGEST - 1] + "…"
