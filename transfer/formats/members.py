"""What archives and folders share: the limits, what gives a member's bytes, and the names of members."""

from typing import Protocol

from transfer.formats.faults import BadFile, shown

MB = 1024 * 1024
MAX_IN = 50 * MB
MAX_OUT = 200 * MB
MAX_ENTRIES = 2_000


class Source(Protocol):
    """What a member's bytes come from."""

    def read(self, size: int, /) -> bytes: ...
    def close(self) -> None: ...


def refuse_twins(names: list[str], filename: str) -> None:
    """BadFile when two members could be taken for one file."""
    seen: dict[str, str] = {}
    for name in names:
        base = plain_name(name)
        if base in seen:
            raise BadFile(f"holds this file twice: {shown(seen[base], 100)} and {shown(name, 100)}", filename)
        seen[base] = name


def plain_name(name: str) -> str:
    """A member's base name for comparing: lower case, without spaces and underscores."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return base.lower().replace(" ", "").replace("_", "")
