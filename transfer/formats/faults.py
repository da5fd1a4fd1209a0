"""What can be wrong with a file that comes in: with the whole of it, or with one row."""

from dataclasses import dataclass

MAX_REASON = 300
MAX_NAME = 100


class BadFile(ValueError):
    """The file cannot be read at all; says why in words for its owner, and where as far as known."""

    def __init__(self, reason: str, file: str = "", line: int | None = None) -> None:
        self.reason = reason[:MAX_REASON]
        self.file = shown(file, MAX_NAME)
        self.line = line
        super().__init__(self.reason, self.file, line)

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{place}: {self.reason}" if self.file else self.reason


@dataclass(frozen=True, slots=True)
class Fault:
    """One row that could not be taken in; `kept` when the row itself was, without the faulty part."""

    file: str
    line: int
    reason: str
    kept: bool = False


def shown(text: str, most: int) -> str:
    """Text from a file made fit for one line of a message: printable, at most `most` characters."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text[: 4 * most])
    plain = " ".join(plain.split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"
