"""What archives and folders share: the limits, what gives a member's bytes, and the names of members."""

from typing import NamedTuple, Protocol

from transfer.formats.faults import BadFile, shown

MB = 1024 * 1024
MAX_IN = 50 * MB
MAX_OUT = 200 * MB
MAX_ENTRIES = 2_000
DEEPEST = 6  # folders


class Limits(NamedTuple):
    """How much an upload may hold: bytes as it comes, bytes unpacked, members."""

    bytes_in: int = MAX_IN
    bytes_out: int = MAX_OUT
    entries: int = MAX_ENTRIES


USUAL = Limits()


class Source(Protocol):
    """What a member's bytes come from."""

    def read(self, size: int, /) -> bytes: ...
    def close(self) -> None: ...


def refuse_twins(names: list[str], filename: str) -> None:
    """BadFile when two members could be taken for one file of one folder."""
    seen: dict[str, str] = {}
    for name in names:
        base = f"{folder_of(name)}/{plain_name(name)}"
        if base in seen:
            raise BadFile(f"holds this file twice: {shown(seen[base], 100)} and {shown(name, 100)}", filename)
        seen[base] = name


def folder_of(name: str) -> str:
    """The path of a member without its base name, in lower case."""
    return name.replace("\\", "/").rpartition("/")[0].lower()


def depth_of(name: str) -> int:
    """In how many folders a member lies."""
    return name.replace("\\", "/").count("/")


def plain_name(name: str) -> str:
    """A member's base name for comparing: lower case, without spaces and underscores."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return base.lower().replace(" ", "").replace("_", "")
