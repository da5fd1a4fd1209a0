"""One property of a card as a plain value, and the escaping of texts in it."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

Params = tuple[tuple[str, tuple[str, ...]], ...]
"""Parameters in their order: a name in capitals and its values."""

HELD = "\0"  # stands for what is being replaced: no text that is read holds one


class Property(NamedTuple):
    """`group.NAME;PARAM=value:VALUE`. The value is one line, escaped as it stands in the card."""

    name: str
    value: str
    params: Params = ()
    group: str = ""

    @property
    def text(self) -> str:
        """The value as one text, lines and all."""
        return unescape(self.value)

    @property
    def parts(self) -> list[str]:
        """The components of a structured value such as N or ADR."""
        return split(self.value, ";")

    @property
    def items(self) -> list[str]:
        """The values of a list such as CATEGORIES."""
        return split(self.value, ",")

    @property
    def types(self) -> frozenset[str]:
        """The values of all TYPE parameters, in small letters."""
        return types_of(self.params)

    def param(self, name: str) -> str:
        """The first value of a parameter; empty where there is none."""
        return next((values[0] for key, values in self.params if key == name and values), "")

    def with_params(self, **changed: str | Iterable[str]) -> "Property":
        """The same with these parameters set, or left out where the text is empty; `_` stands for `-`."""
        names = {name.replace("_", "-"): value for name, value in changed.items()}
        params = [(name, values) for name, values in self.params if name not in names]
        for name, value in names.items():
            values = (value,) if isinstance(value, str) else tuple(value)
            params += [(name, values)] if any(values) else []
        return self._replace(params=tuple(params))


@lru_cache(maxsize=2_000)
def types_of(params: Params) -> frozenset[str]:
    """The values of all TYPE parameters, in small letters."""
    return frozenset(value.lower() for name, values in params if name == "TYPE" for value in values)


def text_property(name: str, *parts: str, separator: str = ";", group: str = "") -> Property:
    """A property from plain texts: one, or the parts of a structured value or list."""
    return Property(name, separator.join(map(escape, parts)), (), group)


def escape(text: str) -> str:
    """A text as one line of a card: line ends, commas, semicolons and backslashes escaped, NULs left out."""
    text = text.replace(HELD, "").replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    return text.replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")


def unescape(text: str) -> str:
    """The text behind an escaped one; also `\\:`, which some write. Other backslashes stay."""
    if "\\" not in text:
        return text
    text = text.replace("\\\\", HELD).replace("\\n", "\n").replace("\\N", "\n")
    return text.replace("\\,", ",").replace("\\;", ";").replace("\\:", ":").replace(HELD, "\\")


def split(value: str, separator: str) -> list[str]:
    """An escaped value cut at each separator that is not escaped, as plain texts."""
    if "\\" not in value:
        return value.split(separator)
    pair, mark = HELD + "p", HELD + "s"
    guarded = value.replace("\\\\", pair).replace("\\" + separator, mark)
    return [
        unescape(part.replace(mark, "\\" + separator).replace(pair, "\\\\"))
        for part in guarded.split(separator)
    ]
