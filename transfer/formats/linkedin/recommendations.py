"""Recommendations_Received.csv and Recommendations_Given.csv: letters of reference, by name alone."""

from collections.abc import Iterator

from domain.names import fold
from transfer.formats.container import Upload
from transfer.formats.faults import Fault
from transfer.formats.linkedin.endorsements import moment_of, party_of
from transfer.formats.names import MAX_NAME
from transfer.formats.rows import Row, read_rows
from transfer.formats.values import Asked, Happening, Item, LeftOut

REQUIRED = ("First Name", "Last Name", "Text", "Creation Date")
CELLS = ("First Name", "Last Name", "Text", "Creation Date", "Status")
NOT_STANDING = ("pending", "draft", "rejected", "deleted")
LEFT_OUT = "a recommendation that was not published"
LONGEST = 20_000


def read_recommendations(upload: Upload, name: str, asked: Asked, *, is_mine: bool) -> Iterator[Item]:
    """One letter for each recommendation, with its text only where texts are asked for.

    Raises BadFile like `read_rows`.
    """
    with upload.open(name) as raw:
        for row in read_rows(raw, file=name, required=REQUIRED, columns=CELLS):
            yield row if isinstance(row, Fault) else _letter(row, name, asked, is_mine)


def _letter(row: Row, file: str, asked: Asked, is_mine: bool) -> Item:
    given, family, text, moment, status = row.cells
    if status.lower() in NOT_STANDING:
        return LeftOut(row.line, LEFT_OUT, file)
    if max(len(given), len(family)) > MAX_NAME:
        return Fault(file, row.line, f"has a name of more than {MAX_NAME} characters")
    party, at = party_of(given, family, ""), moment_of(moment, asked)
    if not party.name:
        return Fault(file, row.line, "names nobody")
    if isinstance(at, str):
        return Fault(file, row.line, at)
    told = "You recommended them." if is_mine else "Recommended you."
    side = "out" if is_mine else "in"
    return Happening(
        line=row.line,
        key=f"recommended {side} {fold(party.name)[:150]} {at.date().isoformat()}",
        kind="letter",
        day=at.date(),
        people=(party,),
        file=file,
        at=at.time() if at.hour or at.minute else None,
        began="me" if is_mine else "them",
        note=f"{told}\n\n{text[:LONGEST]}" if asked.texts and text else told,
    )
