"""What the lines of one card have said so far."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from domain.cards import Property
from transfer.formats.values import AddressSaid, DateSaid, LeftOut, LinkSaid, NoteSaid, Party, PostSaid

OURS = "X-RAPPORT-"
"""How our own properties begin: what no version of the standard has a place for."""
OUR_GROUPS = "rapport"
"""How the groups begin that we make ourselves, for labels."""
MAX_SHORT = 200
MAX_TAG = 60
MAX_LABEL = 60


class NotAPerson(Exception):  # noqa: N818  # it is no error: the card is left out
    """The card is of a group or an organisation."""

    def __init__(self, left_out: LeftOut) -> None:
        self.left_out = left_out
        super().__init__(left_out)


class InGroup(NamedTuple):
    """A text with the group of its line, and since when it holds."""

    group: str
    text: str
    since: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Somebody and what they are to the person of the card, or (without a party) what that person is to the owner."""

    party: Party | None
    role: str
    since: str = ""
    until: str = ""
    estimate: int | None = None
    confirmed_on: date | None = None
    note: str = ""


@dataclass(slots=True)
class Draft:
    """What was said, in the shapes of `values.Card`. `kept` are the lines for the way back, as they came.

    `named` maps a group to its label; `beside` are lines that mean nothing without another of their group.
    """

    today: date
    day_first: bool = True
    named: dict[str, str] = field(default_factory=dict)
    kept: list[Property] = field(default_factory=list)
    beside: list[Property] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    uid: str = ""
    kind: str = ""
    full: list[str] = field(default_factory=list)
    name: list[str] | None = None
    nickname: str = ""
    aliases: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    profiles: list[str] = field(default_factory=list)
    handles: list[tuple[str, str]] = field(default_factory=list)
    organisations: list[InGroup] = field(default_factory=list)
    titles: list[InGroup] = field(default_factory=list)
    posts: list[PostSaid] = field(default_factory=list)
    dates: list[DateSaid] = field(default_factory=list)
    addresses: list[AddressSaid] = field(default_factory=list)
    links: list[LinkSaid] = field(default_factory=list)
    related: list[Related] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    notes: list[NoteSaid] = field(default_factory=list)
    photo: bytes = b""
    own: dict[str, str] = field(default_factory=dict)

    def label(self, prop: Property) -> str:
        """What the group of a line is called; empty for none."""
        return self.named.get(prop.group, "") if prop.group else ""
