"""A guest list, as people paste or upload it, read into guests: one a line, a table, or copied from a page.

Whatever is not understood is told with its line; nothing raises but a list that is too long.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from domain.guests.blocks import is_copied, read_blocks
from domain.guests.lines import GuestSaid, NotRead
from domain.guests.mails import read_lines
from domain.guests.tables import read_table, table_of
from domain.names import fold

__all__ = ["MOST_GUESTS", "GuestList", "GuestSaid", "NotRead", "decoded", "fold_same", "read_guests"]

MOST_GUESTS = 5_000
_MOST_LINES = 4 * MOST_GUESTS
_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


@dataclass(frozen=True, slots=True)
class GuestList:
    """The guests in their order, each once; `twice` counts further lines of the same ones.

    `away` counts those who said that they would not come, `not_read` are the lines that were not understood.
    """

    guests: tuple[GuestSaid, ...] = ()
    not_read: tuple[NotRead, ...] = ()
    twice: int = 0
    away: int = 0


def read_guests(text: str) -> GuestList:
    """Read a guest list. Raises ValueError, with the count, for one of more than MOST_GUESTS guests."""
    lines = text.replace("\0", " ").splitlines()
    if len(lines) > _MOST_LINES:
        raise ValueError(
            f"That has {len(lines):,} lines. An event takes {MOST_GUESTS:,} guests; take a part of it."
        )
    away = 0
    table = table_of(lines)
    if table is not None:
        found, away = read_table(table)
    elif is_copied(lines):
        found = read_blocks(lines)
    else:
        found = read_lines(lines)
    guests = [one for one in found if isinstance(one, GuestSaid)]
    not_read = tuple(one for one in found if isinstance(one, NotRead))
    once = fold_same(guests)
    if len(once) > MOST_GUESTS:
        raise ValueError(
            f"That is {len(once):,} guests. An event takes {MOST_GUESTS:,}; take a part of them."
        )
    return GuestList(tuple(once), not_read, len(guests) - len(once), away)


def fold_same(guests: Iterable[GuestSaid]) -> list[GuestSaid]:
    """Each guest once: the same address, or the same name where nothing that is said of both differs."""
    kept: list[GuestSaid] = []
    by_address: dict[str, int] = {}
    by_name: dict[str, list[int]] = {}
    for one in guests:
        name = fold(one.name)
        at = by_address.get(_address(one), -1) if _address(one) else -1
        if at < 0:
            at = next((at for at in by_name.get(name, ()) if name and _agree(kept[at], one)), -1)
        if at < 0:
            at = len(kept)
            kept.append(one)
            by_name.setdefault(name, []).append(at)
        else:
            kept[at] = _merged(kept[at], one)
        if _address(kept[at]):
            by_address.setdefault(_address(kept[at]), at)
    return kept


def _address(one: GuestSaid) -> str:
    return one.email or one.address.rstrip("/").lower()


def _agree(one: GuestSaid, other: GuestSaid) -> bool:
    pairs = ((one.email, other.email), (fold(one.company), fold(other.company)), (one.address, other.address))
    return all(first == second or not (first and second) for first, second in pairs)


def _merged(one: GuestSaid, other: GuestSaid) -> GuestSaid:
    names = ("name", "title", "company", "email", "address")
    return replace(one, **{name: getattr(one, name) or getattr(other, name) for name in names})


def decoded(raw: bytes) -> str:
    """The text of an uploaded list: by its mark, as UTF-8, as UTF-16 without a mark, or as Windows-1252."""
    for mark, encoding in _BOMS.items():
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    if raw[:400:2].count(b"\0") > len(raw[:400]) // 8 or raw[1:400:2].count(b"\0") > len(raw[:400]) // 8:
        return raw.decode("utf-16-le" if raw[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
