"""What is told through a channel, and that it could not be."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell. `key` is the same for one delivery however often it is sent."""

    key: str
    title: str
    text: str
    link: str
    payload: Mapping[str, object] = field(default_factory=dict)


class Undelivered(Exception):
    """It was not taken; `words` say why and hold nothing private.

    `is_final`: trying again is no use. `is_gone`: the channel itself is no more, and may be removed.
    """

    def __init__(self, words: str, *, is_final: bool = False, is_gone: bool = False) -> None:
        super().__init__(words)
        self.words, self.is_final, self.is_gone = words, is_final or is_gone, is_gone


def cut(text: str, most: int) -> str:
    """At most so many letters; what was cut shows an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
