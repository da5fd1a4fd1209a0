"""Monica 4: the export of an account as JSON, with everything that there is a place for.

People who are only there as somebody's child or partner become a line on that person; whoever the account is for is
the owner. Every entry is known by its own UUID, so that a later export brings only what is new.
"""

from collections.abc import Iterator

from transfer.formats.container import Upload
from transfer.formats.faults import BadFile
from transfer.formats.monica.events import happenings, tasks
from transfer.formats.monica.export import Export, is_export, is_sql, load
from transfer.formats.monica.people import everybody
from transfer.formats.monica.ties import ties
from transfer.formats.names import clean
from transfer.formats.values import Asked, Item, LeftOut, OwnerSaid

KIND, LABEL = "monica", "Monica"
START = 4_000
DOCUMENT = "a document: there is no place for files"
JOURNAL = "a page of your journal: it is about no one person"


def wanted(path: str) -> bool:
    """A JSON file at the root of an archive."""
    return "/" not in path and path.lower().endswith(".json")


def sniff(upload: Upload) -> bool:
    """Whether a file begins as Monica's export does. BadFile for its export as SQL, with what to do instead."""
    return any(_is_ours(upload, name) for name in upload.names)


def read(upload: Upload, asked: Asked) -> Iterator[Item]:
    """People first, then what happened and what is to be done. Raises BadFile."""
    name = next((name for name in upload.names if _is_ours(upload, name)), None)
    if name is None:
        raise BadFile("is no export of Monica 4")
    export = load(upload, name)
    yield from _owner(export)
    yield from everybody(export, asked)
    yield from ties(export)
    yield from happenings(export, asked)
    yield from tasks(export, asked)
    for _ in export.group("document"):
        yield LeftOut(0, DOCUMENT, name)
    for _ in export.journal():
        yield LeftOut(0, JOURNAL, name)


def _is_ours(upload: Upload, name: str) -> bool:
    with upload.open(name) as raw:
        start = raw.peek(START)[:START]
    if is_sql(start):
        raise BadFile("is Monica's export as SQL; choose JSON in Monica's settings, under Export", name)
    return is_export(start)


def _owner(export: Export) -> Iterator[Item]:
    for user in export.group("user"):
        name = clean(f"{user.text('first_name')} {user.text('last_name')}")
        email = clean(user.text("email"))
        if name or email:
            yield OwnerSaid(0, export.file, name, emails=(email,) if email else ())
