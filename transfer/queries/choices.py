"""Which of two cards gives what: field by field, by the owner's choice, else whatever is not empty."""

from collections.abc import Mapping
from typing import Any

from contacts.models import Contact

KEPT, GONE = "kept", "gone"
CHOICES: Mapping[str, tuple[str, ...]] = {
    "name": ("given", "family", "display"),
    "nickname": ("nickname",),
    "place": ("place",),
    "met_how": ("met_how",),
    "met_on": ("met_on",),
    "met_where": ("met_where",),
    "met_through": ("met_through_id",),
    "circle": ("circle", "circle_since"),
    "cadence": ("cadence_days",),
    "vouch": ("vouch",),
    "vouches": ("vouches",),
    "state": ("state", "left_how"),
    "is_family": ("is_family",),
    "is_pinned": ("is_pinned",),
    "never_nudge": ("never_nudge",),
    "hides_strength": ("hides_strength",),
}
"""What is chosen together, by the name of the choice. "photo" is chosen too; it is a row of its own."""
PHOTO = "photo"
ALWAYS_KEPT = frozenset({"name", "state"})
"""What is never empty: then the card that stays decides."""


def defaults(kept: Contact, gone: Contact) -> dict[str, str]:
    """For each choice "kept", or "gone" where only the card that goes says something."""
    return {name: GONE if _is_empty(kept, name) and not _is_empty(gone, name) else KEPT for name in CHOICES}


def _is_empty(contact: Contact, name: str) -> bool:
    return name not in ALWAYS_KEPT and not getattr(contact, CHOICES[name][0])


def checked(kept: Contact, gone: Contact, chosen: Mapping[str, str]) -> dict[str, str]:
    """The choices with the defaults. Raises ValueError for an unknown choice."""
    unknown = [name for name in chosen if name not in CHOICES and name != PHOTO]
    if unknown or not set(chosen.values()) <= {KEPT, GONE}:
        raise ValueError("Choose for each field which of the two cards gives it.")
    return defaults(kept, gone) | {name: card for name, card in chosen.items() if name != PHOTO}


def values(kept: Contact, gone: Contact, chosen: Mapping[str, str]) -> dict[str, Any]:
    """The new values of the card that stays, by column."""
    found = {
        column: getattr(gone if chosen[name] == GONE else kept, column)
        for name, columns in CHOICES.items()
        for column in columns
    }
    through = found["met_through_id"]
    if through == gone.pk:
        through = gone.met_through_id
    found["met_through_id"] = None if through == kept.pk else through
    return found


def other_names(kept: Contact, gone: Contact, chosen: Mapping[str, str]) -> list[str]:
    """How the two are called besides the chosen name."""
    other = kept if chosen["name"] == GONE else gone
    nickname = (kept if chosen["nickname"] == GONE else gone).nickname
    return [name for name in (other.display, f"{other.given} {other.family}".strip(), nickname) if name]
