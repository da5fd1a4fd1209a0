"""A guest list copied from a page of people, where each takes several lines: LinkedIn's attendees.

A line such as "2nd degree connection" stands between a name and a headline; buttons and counts are passed over.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from domain.guests.lines import GuestSaid, NotRead, guest_of, is_name, tidy, work_of

_DEGREE = re.compile(
    r"^(.{0,200}?)[\s·•,|-]*(?:out of network|(?:1st|2nd|3rd|[123]\.)\s?\+?(?:\s*(?:degree|grades?)\b.{0,40})?)$",
    re.IGNORECASE,
)
_FULL_DEGREE = re.compile(r"\bdegree connection\b|[·•]\s*(?:1st|2nd|3rd\+?)\s*$", re.IGNORECASE)
_NOISE = re.compile(
    r"^(?:message|connect|follow|following|pending|view profile|invite|accept|ignore|more|show more|see more|"
    r"premium|verified|load more|previous|next|status is .{1,20}|view .{1,200} profile|"
    r".{0,300}\bmutual connections?|.{0,200}\bis reachable|provides services.{0,200}|\d[\d,. ]*)$",
    re.IGNORECASE,
)


class _Line(NamedTuple):
    number: int
    text: str
    is_degree: bool


def is_copied(lines: Sequence[str]) -> bool:
    """Whether the lines come from such a page."""
    return any(len(line) < 300 and _FULL_DEGREE.search(line.strip()) for line in lines)


def read_blocks(lines: Sequence[str]) -> list[GuestSaid | NotRead]:
    """The guests of such lines; what stands before the first name was not understood."""
    rows = _rows(lines)
    starts = [at for at, row in enumerate(rows) if row.is_degree and not (at and rows[at - 1].is_degree)]
    found: list[GuestSaid | NotRead] = []
    names = [_name_before(rows, at) for at in starts]
    first = min((at for at in (*names, *starts) if at >= 0), default=len(rows))
    found += [NotRead(row.number, row.text[:80]) for row in rows[:first]]
    for place, (at, named) in enumerate(zip(starts, names, strict=True)):
        end = names[place + 1] if place + 1 < len(starts) and names[place + 1] >= 0 else len(rows)
        found.append(_guest(rows, at, named, end))
    return found


def _rows(lines: Sequence[str]) -> list[_Line]:
    """The lines that tell something. A name in front of the degree in one line becomes a line of its own."""
    rows: list[_Line] = []
    for number, line in enumerate(lines, start=1):
        text = tidy(line[:1_000])
        if not text or _NOISE.match(text):
            continue
        match = _DEGREE.match(text)
        name = match[1].strip(" ·•,|-") if match else text
        if name and not (rows and rows[-1].text == name):
            rows.append(_Line(number, name, False))
        if match:
            rows.append(_Line(number, "", True))
    return rows


def _name_before(rows: Sequence[_Line], at: int) -> int:
    return at - 1 if at and not rows[at - 1].is_degree else -1


def _guest(rows: Sequence[_Line], at: int, named: int, end: int) -> GuestSaid | NotRead:
    name = rows[named].text if named >= 0 else ""
    after = [row.text for row in rows[at + 1 : max(end, at + 1)] if not row.is_degree]
    headline = after[0] if after else ""
    title, company = work_of([headline]) if " at " in headline or "@" in headline else (headline, "")
    found = (
        guest_of(rows[max(named, 0)].number, name=name, title=title, company=company)
        if is_name(name)
        else None
    )
    return found or NotRead(rows[at].number, (name or headline)[:80])
