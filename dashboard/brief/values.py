"""What a brief tells of one person and of one appointment: plain values, ready to be shown."""

from dataclasses import dataclass, field
from datetime import date

from contacts.models import Contact
from domain.health import Health
from interactions.models import Event


@dataclass(frozen=True, slots=True)
class Told:
    """One talk: what, when, where, and its words shortened."""

    pk: int
    kind: str
    icon: str
    day: date
    precision: str
    place: str
    note: str
    is_sensitive: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that was promised: who said so ("you", "they", or only "noted"), the words, its day."""

    whose: str
    text: str
    day: date | None
    is_quote: bool
    is_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """A birthday or another date of the next 30 days, in words."""

    words: str
    day: date


@dataclass(frozen=True, slots=True)
class Common:
    """Somebody of the book whom they know too, and what that one is to them; no role for acquaintances."""

    contact: Contact
    role: str


@dataclass(frozen=True, slots=True)
class Done:
    """A favour in words, with its day."""

    words: str
    day: date


@dataclass(frozen=True, slots=True)
class Open:
    """Something that waits between the two of you, in words, and what to ask of it; `route` and `pk` are its page."""

    words: str
    ask: str
    route: str
    pk: int


@dataclass(frozen=True, slots=True)
class PersonBrief:
    """All of one person on one screen. No strength where the owner hides it; empty parts are left out."""

    contact: Contact
    photo: str
    strength: float | None
    health: Health
    health_words: str
    posts: list[str]
    relations: list[str]
    tags: list[str]
    talks: list[Told]
    promises: list[Promise]
    dates: list[Near]
    common: list[Common]
    more_common: int
    balance: str
    favours: list[Done]
    news: list[str]
    waiting: list[Open]
    asks: list[str] = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing but the card."""
        parts = (self.talks, self.promises, self.dates, self.common, self.favours, self.news, self.waiting)
        return not any(parts)


@dataclass(frozen=True, slots=True)
class EventBrief:
    """One appointment with those of its guests who are in the book, the strongest first, and how many more."""

    event: Event
    people: list[PersonBrief]
    others: int
    ties: list[str]
