"""The step that takes sightings in: who was seen and is not to become a contact leaves a trace."""

from collections.abc import Iterator

from contacts.models import Trace
from transfer.formats.values import Sighting
from transfer.models import RunRows
from transfer.services.job import Chunk, Job, Row
from transfer.services.roles import Roles
from transfer.services.strangers import TRACES_FROM, Strangers, stranger_chunks
from transfer.services.tally import Tally

KEPT_AS_TRACE = "kept to recognise them, not as a contact"
IN_THE_BOOK = "in your book already"
UNKNOWN = "says too little to recognise them"
ROWS_AT_ONCE = 1_000


def sighting_chunks(job: Job, cursor: int) -> Iterator[Chunk]:
    """The sightings of the upload, each person and source once; the first chunks carry all counts and rows."""
    roles, strangers = Roles(job), Strangers(job)
    tally, rows = Tally(), list[Row]()
    for one in job.items(Sighting):
        why = _see(one, roles, strangers)
        tally.skip(why)
        rows.append(
            Row(
                one.file,
                one.line,
                RunRows.Act.SKIPPED.value,
                why,
                roles.person(one.party),
                one.party.name,
            )
        )
    while cursor < len(rows):
        some = rows[cursor : cursor + ROWS_AT_ONCE]
        yield Chunk(cursor + len(some), tally if cursor == 0 else Tally(), total=len(rows), rows=some)
        cursor += len(some)
    yield from stranger_chunks(job, max(cursor, TRACES_FROM), strangers)


def _see(one: Sighting, roles: Roles, strangers: Strangers) -> str:
    """Take a sighting in; says what became of it."""
    if not roles.leaves_trace(one.party):
        return IN_THE_BOOK
    source = one.source if one.source in Trace.Source.values else Trace.Source.MESSAGE.value
    return KEPT_AS_TRACE if strangers.see(one.party, one.on, source) else UNKNOWN
