"""The people of an archive as cards."""

import contextlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from transfer.formats.container import Upload
from transfer.formats.faults import BadFile, Fault
from transfer.formats.rapport.lines import read_lines, read_media
from transfer.formats.rapport.manifest import Manifest
from transfer.formats.values import AddressSaid, Card, DateSaid, LinkSaid, NoteSaid, PostSaid

Rows = dict[int, list[dict[str, Any]]]
CARDS = "contacts.jsonl"
PLAIN = ("given", "family", "display", "nickname", "place", "met_how", "met_on", "met_where", "circle")
YES_OR_NO = ("is_pinned", "is_family")
PARTS = ("label", "street", "extended", "po_box", "postal_code", "city", "region", "country")


@dataclass
class People:
    """An archive being read. `keys` are the uids of those who are there to be seen, by their number."""

    upload: Upload
    manifest: Manifest
    keys: dict[int, str] = field(default_factory=dict)

    def rows(self, file: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """The lines of a file that are there to be seen."""
        lines = read_lines(self.upload, self.manifest, file)
        return ((number, row) for number, row in lines if not row.get("deleted_at"))

    def cards(self) -> Iterator[Card | Fault]:
        """Everybody with all that the archive has about them."""
        about = {name: self._by_contact(f"{name}.jsonl") for name in ABOUT}
        tags = {whole(row, "id"): text(row, "name") for _number, row in self.rows("tags.jsonl")}
        for number, row in self.rows(CARDS):
            mine = {name: rows.pop(whole(row, "id"), []) for name, rows in about.items()}
            try:
                card = self._card(number, row, mine, tags)
            except (TypeError, ValueError, KeyError):
                yield Fault(CARDS, number, "is no card of a person")
                continue
            self.keys[row["id"]] = card.key
            yield card

    def _by_contact(self, file: str) -> Rows:
        found: Rows = defaultdict(list)
        for _number, row in self.rows(file):
            found[whole(row, "contact")].append(row)
        return found

    def _card(
        self, number: int, row: dict[str, Any], mine: dict[str, list[dict[str, Any]]], tags: dict[int, str]
    ) -> Card:
        if not whole(row, "id"):
            raise ValueError(row)
        reach = mine["identities"]
        kept = next(iter(mine["kept-lines"]), {})
        return Card(
            line=number,
            file=CARDS,
            key=text(row, "uid"),
            aliases=_of_kind(reach, "alias"),
            emails=_of_kind(reach, "email"),
            phones=_of_kind(reach, "phone"),
            profiles=_of_kind(reach, "profile"),
            handles=tuple(
                (text(one, "network"), text(one, "shown")) for one in reach if one.get("kind") == "handle"
            ),
            posts=tuple(_post(one) for one in mine["posts"]),
            dates=tuple(_date(one) for one in mine["dates"]),
            addresses=tuple(
                AddressSaid(**{part: text(one, part) for part in PARTS}) for one in mine["addresses"]
            ),
            links=tuple(_link(one) for one in mine["links"]),
            tags=tuple(tags[tag] for tag in row.get("tags", ()) if tag in tags),
            notes=tuple(NoteSaid(text(one, "text"), moment(one, "created_at")) for one in mine["notes"]),
            is_deceased=row.get("state") == "deceased",
            photo=self._photo(row["id"]) if mine["photos"] else b"",
            uid=text(kept, "uid"),
            kept=tuple(line for line in kept.get("lines", ()) if isinstance(line, str)),
            **{name: text(row, name) for name in PLAIN},  # type: ignore[arg-type]  # all of them are texts
            **{name: row.get(name) is True for name in YES_OR_NO},  # type: ignore[arg-type]  # yes or no
        )

    def _photo(self, number: int) -> bytes:
        """A picture that is damaged is not worth losing its person for."""
        with contextlib.suppress(BadFile):
            return read_media(self.upload, self.manifest, f"media/photos-{number}.jpg")
        return b""


ABOUT = ("identities", "posts", "dates", "addresses", "links", "notes", "photos", "kept-lines")


def text(row: dict[str, Any], name: str) -> str:
    """A text of a row; empty where there is none."""
    value = row.get(name)
    return value if isinstance(value, str) else ""


def whole(row: dict[str, Any], name: str) -> int:
    """A whole number of a row; 0 where there is none."""
    value = row.get(name)
    return value if type(value) is int else 0


def day(row: dict[str, Any], name: str) -> date | None:
    """A day of a row. Raises ValueError for what is none."""
    value = row.get(name)
    return date.fromisoformat(value) if isinstance(value, str) else None


def moment(row: dict[str, Any], name: str) -> datetime | None:
    """An aware moment of a row. Raises ValueError for what is none."""
    value = row.get(name)
    found = datetime.fromisoformat(value) if isinstance(value, str) else None
    if found is not None and found.tzinfo is None:
        raise ValueError(value)
    return found


def _of_kind(reach: list[dict[str, Any]], kind: str) -> tuple[str, ...]:
    return tuple(text(one, "shown") for one in reach if one.get("kind") == kind)


def _post(row: dict[str, Any]) -> PostSaid:
    return PostSaid(*(text(row, name) for name in ("organisation", "title", "since", "until")))


def _date(row: dict[str, Any]) -> DateSaid:
    year = row.get("year")
    date(2000, row["month"], row["day"])
    return DateSaid(
        text(row, "kind"), row["month"], row["day"], year if type(year) is int else None, text(row, "label")
    )


def _link(row: dict[str, Any]) -> LinkSaid:
    return LinkSaid(text(row, "network"), day(row, "since"), day(row, "until"), text(row, "address"))
