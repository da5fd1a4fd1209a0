"""The components of an iCalendar file (RFC 5545), one at a time, with what they say line by line.

Lines are unfolded and taken apart here rather than by a library: a calendar may be large, and one broken line or
component must not cost the rest of it.
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from transfer.formats.textlines import read_lines

MOST_PROPERTIES = 2_000  # of one component; more are left out
MOST_LETTERS = 20_000  # of one property; the rest of it is left out
DEEPEST = 20
_NAME = re.compile(r"[A-Za-z0-9-]{1,60}")
_PARAMETER = re.compile(r';([A-Za-z0-9-]{1,60})=("[^"]*"?|[^;:"]*)((?:,(?:"[^"]*"|[^;:",]*))*)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class Said(NamedTuple):
    """One property: where it is, its parameters by their names in capitals, and its value as written."""

    line: int
    params: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as a text, its escapes undone."""
        return _ESCAPED.sub(_unescaped, self.value) if "\\" in self.value else self.value


@dataclass(slots=True)
class Component:
    """One component, e.g. VEVENT, with its own properties by name; of the parts of it only the kept ones."""

    name: str
    line: int
    said: dict[str, list[Said]] = field(default_factory=lambda: defaultdict(list))
    parts: list["Component"] = field(default_factory=list)
    count: int = 0
    is_whole: bool = False

    def first(self, name: str) -> Said | None:
        """The first property of this name."""
        found = self.said.get(name)
        return found[0] if found else None

    def text(self, name: str) -> str:
        """The first property of this name as a text; "" where there is none."""
        found = self.said.get(name)
        return found[0].text if found else ""


def read_components(raw: io.BufferedReader, wanted: frozenset[str]) -> Iterator[Component]:
    """Events, tasks, time zones and the calendar's own properties, as each of them ends.

    Only properties named in `wanted` are kept. A component that breaks off is given with `is_whole` False. The
    calendar itself comes with what it says before its first part, and again at its end.
    """
    walk = _Walk(wanted)
    for line, text in _unfolded(raw):
        name = text[:6].upper()
        if name == "BEGIN:":
            yield from walk.begin(text[6:].strip().upper(), line)
        elif name.startswith("END:"):
            yield from walk.end(text[4:].strip().upper())
        else:
            walk.note(text, line)
    yield from walk.rest()


class _Walk:
    """The components that are open, outermost first."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self.wanted = wanted
        self.open: list[Component] = []
        self.deeper = 0

    def begin(self, name: str, line: int) -> Iterator[Component]:
        if self.open and self.open[-1].name == name == "VEVENT":
            yield self.open.pop()
        if name == "VCALENDAR":
            yield from self.rest()
        if len(self.open) == 1 and self.open[0].name == "VCALENDAR" and not self.open[0].is_whole:
            self.open[0].is_whole = True
            yield self.open[0]
        if len(self.open) >= DEEPEST:
            self.deeper += 1
        else:
            self.open.append(Component(name, line))

    def end(self, name: str) -> Iterator[Component]:
        if self.deeper:
            self.deeper -= 1
            return
        if not any(component.name == name for component in self.open):
            return
        while True:
            component = self.open.pop()
            component.is_whole = component.name == name
            yield from self._closed(component)
            if component.is_whole:
                return

    def rest(self) -> Iterator[Component]:
        """What was never ended."""
        self.deeper = 0
        while self.open:
            yield from self._closed(self.open.pop())

    def note(self, text: str, line: int) -> None:
        if not self.open or self.deeper:
            return
        component = self.open[-1]
        match = _NAME.match(text)
        if not match or match[0].upper() not in self.wanted or component.count >= MOST_PROPERTIES:
            return
        said = _said(text, match.end(), line)
        if said:
            component.count += 1
            component.said[match[0].upper()].append(said)

    def _closed(self, component: Component) -> Iterator[Component]:
        if self.open and self.open[-1].name in ("VTIMEZONE", "VEVENT"):
            if component.name in ("STANDARD", "DAYLIGHT"):
                self.open[-1].parts.append(component)
        else:
            yield component


def _said(text: str, at: int, line: int) -> Said | None:
    """A property's parameters and value; quotes that never end are forgiven."""
    params: dict[str, str] = {}
    while match := _PARAMETER.match(text, at):
        params[match[1].upper()] = match[2].strip('"') + match[3].replace('"', "")
        at = match.end()
    colon = text.find(":", at)
    return Said(line, params, text[colon + 1 :].strip()) if colon >= 0 else None


def _unfolded(raw: io.BufferedReader) -> Iterator[tuple[int, str]]:
    """Lines with those that go on in the next put together, each with the number of its first."""
    first, pieces, size = 0, list[str](), 0
    for number, line in read_lines(raw):
        if line[:1] in (" ", "\t") and pieces:
            size += len(line)
            if size <= MOST_LETTERS:
                pieces.append(line[1:])
            continue
        if pieces:
            yield first, "".join(pieces)
        first, pieces, size = number, [line[:MOST_LETTERS]], len(line)
    if pieces:
        yield first, "".join(pieces)


def _unescaped(match: re.Match[str]) -> str:
    return "\n" if match[1] in "nN" else match[1]
