"""What requests say: the kind of their notes, what these do, and why somebody probably asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounts.models import User
from domain.linkfacts import LinkFacts, NoteKind, Reason, Trait
from domain.linknotes import note_kind
from domain.linkreasons import AboutThem, guess_reason
from domain.linkstays import Stay
from domain.linktraits import note_traits
from network.models import AboutMe, LinkRequest, PolicyVersion

COMPARED = 1_000
"""Against so many of the newest notes of others one is held."""
ALIKE_IN_LENGTH = 2


@dataclass(frozen=True, slots=True)
class ReadNote:
    """A note as it was read: its kind, what it does, and the likely reason with its evidence."""

    kind: NoteKind
    traits: tuple[Trait, ...]
    reason: Reason
    evidence: str


def senders_notes(user: User) -> dict[tuple[str, str, str], str]:
    """The newest note of each sender, by network, key and name: one query."""
    rows = LinkRequest.objects.owned_by(user).filter(incoming=True).exclude(message="")
    told = rows.order_by("-pk").values_list("network", "key", "name", "message")[:COMPARED]
    found: dict[tuple[str, str, str], str] = {}
    for network, key, name, message in told:
        found.setdefault((network, key, "" if key else name), message)
    return found


def read_note(
    request: LinkRequest,
    text: str,
    facts: LinkFacts,
    me: AboutMe,
    version: PolicyVersion | None,
    notes: Mapping[tuple[str, str, str], str],
) -> ReadNote:
    """What a request says; `text` is its note or a later answer, `notes` are those of all senders."""
    settings = version.policy.settings if version else None
    others = _others(request, text, notes)
    kind = note_kind(text, others, [*me.generic_notes, *(settings.generic_notes if settings else ())])
    pitch = [*me.pitch_words, *(settings.pitch_words if settings else ())]
    traits = note_traits(text, own_pitch=pitch, own_work=me.works)
    if request.reason:
        return ReadNote(kind, traits, Reason(request.reason), "you said so")
    them = AboutThem(facts.place, _employers(request, facts))
    reason, evidence = guess_reason(facts.title, facts.company, text, me.facts, them)
    if reason is Reason.UNKNOWN:
        reason, evidence = _shared(facts)
    return ReadNote(kind, traits, reason, evidence)


def _employers(request: LinkRequest, facts: LinkFacts) -> tuple[Stay, ...]:
    return (Stay(facts.company),) if facts.company else ()


def _shared(facts: LinkFacts) -> tuple[Reason, str]:
    """Years in common, which the facts tell already."""
    if facts.shared_employer:
        return Reason.COLLEAGUE, facts.shared_employer
    return (Reason.SCHOOLMATE, facts.shared_school) if facts.shared_school else (Reason.UNKNOWN, "")


def _others(request: LinkRequest, text: str, notes: Mapping[tuple[str, str, str], str]) -> Sequence[str]:
    """The notes of other senders that are about as long."""
    own = (request.network, request.key, "" if request.key else request.name)
    return [note for who, note in notes.items() if who != own and _about_as_long(note, text)]


def _about_as_long(one: str, other: str) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    return longer <= ALIKE_IN_LENGTH * shorter
