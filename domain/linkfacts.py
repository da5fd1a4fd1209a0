"""What is known about somebody who asks to be linked, as plain values.

Every default means "not known" or "none". Days are ordinals, strengths 0 to 10, shares and confidences 0 to 1.
"""

from dataclasses import dataclass
from enum import StrEnum


class Claim(StrEnum):
    """How far the claim to know a friend of mine is verified."""

    UNVERIFIED = "unverified"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    NO_ANSWER = "no answer"


class NoteKind(StrEnum):
    EMPTY = "empty"
    GENERIC = "generic"
    PERSONAL = "personal"


class Trait(StrEnum):
    """What a note does."""

    ASKS = "asks"
    NAMES_MY_WORK = "names my work"
    PITCHES = "pitches"


class Reason(StrEnum):
    """Why somebody probably asks."""

    COMPETITOR = "competitor"
    COLLEAGUE = "former colleague"
    SCHOOLMATE = "schoolmate"
    RECRUITER = "recruiter"
    JOB_SEEKER = "job seeker"
    SALES = "sales"
    SAME_MARKET = "same market"
    UNKNOWN = "unknown"


class Behaviour(StrEnum):
    PITCH = "pitch"
    SPAM = "spam"
    FLIRT = "flirt"
    INSULT = "insult"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A coffee, meal or drink in person; `present` counts everyone, both of us too."""

    kind: str
    present: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Mutual:
    """Somebody whom both of us may know, with the strength between them and me.

    Only the wording of evidence reads `is_told`: whether the owner wants to see that strength.
    """

    name: str
    state: Claim = Claim.UNVERIFIED
    strength: float | None = None
    is_told: bool = True


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """One person at one time. Only the wording of evidence reads `today` and `tells_strength`.

    `met_in_person` is the sweep's answer. `online_count` two-way exchanges span `online_days` days;
    `begun_by_them` is the share that they began. `same_event_days` lie between event and request.
    `shared_employer` and `shared_school` are told with their overlapping years; without an overlap they
    stay empty. `unlink_reason` is None where I never unlinked them.
    """

    meetings: tuple[Meeting, ...] = ()
    met_in_person: bool | None = None
    online_count: int = 0
    online_days: int = 0
    begun_by_them: float | None = None
    have_we_met: float | None = None
    same_event: str = ""
    same_event_days: int | None = None
    claimed: Mutual | None = None
    mutuals: tuple[Mutual, ...] = ()
    title: str = ""
    company: str = ""
    place: str = ""
    same_market: bool | None = None
    is_useful_role: bool | None = None
    note_kind: NoteKind | None = None
    note_traits: tuple[Trait, ...] = ()
    guessed_reason: Reason = Reason.UNKNOWN
    earlier_requests: int = 0
    earlier_decisions: tuple[str, ...] = ()
    unlink_reason: str | None = None
    unlinked_on: int | None = None
    behaviour: tuple[Behaviour, ...] = ()
    shared_employer: str = ""
    shared_school: str = ""
    strength: float | None = None
    tells_strength: bool = True
    today: int | None = None


NOTHING_KNOWN = LinkFacts()
