"""What any file says, as plain values: the one shape that every format is read into.

Texts are clean (no control characters, cut to what a column holds where noted) but not normalised: e-mails, numbers
and addresses stay as written. What is not known is empty. `line` is where the item begins in its `file`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from transfer.formats.faults import Fault


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader has to know of its owner: day and zone, how they write days and numbers, who they are.

    `own_emails` are normalised, `own_names` folded. `texts` asks for what messages say, too. `columns` is the
    owner's answer for tables in unknown words: the name of a column to the name of a field.
    """

    today: date
    zone: ZoneInfo
    region: str = ""
    day_first: bool = True
    texts: bool = False
    own_emails: frozenset[str] = frozenset()
    own_names: frozenset[str] = frozenset()
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PostSaid:
    """Where somebody works or worked; days are partial ("2019", "2019-05"), an empty `until` means until now."""

    organisation: str = ""
    title: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class DateSaid:
    """A yearly day; `kind` is birthday, anniversary or other, which has a label. `year` is None where not known."""

    kind: str
    month: int
    day: int
    year: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class AddressSaid:
    """A postal address in the parts of contacts.models.Address."""

    label: str = ""
    street: str = ""
    extended: str = ""
    po_box: str = ""
    postal_code: str = ""
    city: str = ""
    region: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class NoteSaid:
    """A note; `at` is when it was written, where the file tells it."""

    text: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LinkSaid:
    """That the owner is linked to somebody on a network since a day; with `until` they no longer are."""

    network: str
    since: date | None = None
    until: date | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """Somebody, and what the file says about them.

    `key` is by what the source knows the person from file to file (a UID, a slug); empty where it has none.
    `handles` are (network, handle). `kept` are lines that we have no place for, with the card's `uid`.
    `makes` is False where the file only tells of people: then nobody new comes into the book. `by_name` is True
    where nothing but the name tells who it is: then the owner is always asked.
    """

    line: int
    file: str = ""
    key: str = ""
    given: str = ""
    family: str = ""
    display: str = ""
    nickname: str = ""
    aliases: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    handles: tuple[tuple[str, str], ...] = ()
    posts: tuple[PostSaid, ...] = ()
    dates: tuple[DateSaid, ...] = ()
    addresses: tuple[AddressSaid, ...] = ()
    links: tuple[LinkSaid, ...] = ()
    tags: tuple[str, ...] = ()
    notes: tuple[NoteSaid, ...] = ()
    place: str = ""
    met_how: str = ""
    met_on: str = ""
    met_where: str = ""
    circle: str = ""
    is_pinned: bool = False
    is_family: bool = False
    is_deceased: bool = False
    photo: bytes = b""
    uid: str = ""
    kept: tuple[str, ...] = ()
    makes: bool = True
    by_name: bool = False

    @property
    def shown(self) -> str:
        """How the file calls the person, for lists and reports; an address where it gives no name."""
        name = self.display or f"{self.given} {self.family}".strip() or self.nickname
        return name or next(iter((*self.emails, *self.phones, *self.profiles, self.key)), "")


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who took part: by name, e-mail, phone, page (`network`, `slug`) or the `key` of a Card of the file.

    `talked` is False for those who were merely present.
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    network: str = ""
    slug: str = ""
    key: str = ""
    talked: bool = True


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened, the owner left out of `people`. `key` is unique in the source, at most 200 letters.

    `kind` is one of interactions.models.Kind, `precision` of its Precision ("" for the day); `began` is me, them
    or empty. `at` is in the owner's zone. `crowd` is how many were there beside the owner, strangers included;
    0 means as many as `people`.
    """

    line: int
    key: str
    kind: str
    day: date
    people: tuple[Party, ...]
    file: str = ""
    at: time | None = None
    minutes: int | None = None
    precision: str = ""
    began: str = ""
    place: str = ""
    note: str = ""
    crowd: int = 0


@dataclass(frozen=True, slots=True)
class Coming:
    """An appointment that is still to come, or (`is_off`) that no longer is. All as in a Happening of the same key.

    `until` is its last day where it takes several.
    """

    line: int
    key: str
    name: str
    kind: str
    day: date
    people: tuple[Party, ...]
    file: str = ""
    at: time | None = None
    minutes: int | None = None
    place: str = ""
    note: str = ""
    until: date | None = None
    is_off: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """One message; those of a conversation and a local day become one interaction of a `kind` (message, email).

    `at` is aware, or naive in the owner's zone. The owner is among sender and recipients and is found by what the
    owner's own addresses and names are. `text` only where it was asked for.
    """

    line: int
    conversation: str
    at: datetime
    sender: Party
    recipients: tuple[Party, ...]
    kind: str = "message"
    file: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request to be linked, of them or (not `incoming`) of the owner. `state` is one of network.LinkRequest.State."""

    line: int
    key: str
    network: str
    incoming: bool
    name: str
    file: str = ""
    slug: str = ""
    message: str = ""
    sent_at: datetime | None = None
    state: str = "open"


@dataclass(frozen=True, slots=True)
class Task:
    """Something the owner means to do about somebody: on a day or without one, once or `every` so many `unit`s."""

    line: int
    key: str
    text: str
    party: Party
    file: str = ""
    on: date | None = None
    every: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class TieSaid:
    """That `one` is the `role` (one of domain.ties.ROLES) of `other`, or of the owner where there is no other.

    Days are partial. `estimate` is how well they know each other, 1 to 10, as of `confirmed_on`.
    """

    line: int
    one: Party
    other: Party | None
    role: str
    file: str = ""
    since: str = ""
    until: str = ""
    estimate: int | None = None
    confirmed_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sighting:
    """Somebody seen who is not to become a contact: a trace. `source` is one of contacts.Trace.Source."""

    line: int
    source: str
    on: date
    party: Party
    file: str = ""


@dataclass(frozen=True, slots=True)
class StaySaid:
    """Where the owner worked or learned, in partial days; `is_over` when it has ended."""

    name: str
    first: str = ""
    last: str = ""
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class OwnerSaid:
    """What the file says about the owner."""

    line: int
    file: str = ""
    name: str = ""
    place: str = ""
    emails: tuple[str, ...] = ()
    employers: tuple[StaySaid, ...] = ()
    schools: tuple[StaySaid, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that is left out on purpose, and why, in a few words that are the same for all such items."""

    line: int
    why: str
    file: str = ""


Item = Card | Happening | Coming | Message | Ask | Task | TieSaid | Sighting | OwnerSaid | LeftOut | Fault
