"""Keeping standings: the interactions hand touches down, and the model's state is written back."""

from relationships.services.anchors import reanchor
from relationships.services.derive import DERIVED, Wishes, derive, wishes_of
from relationships.services.ratings import UNSAID, Said, said_of
from relationships.services.said import delta_of, keep_said
from relationships.services.standings import (
    FIELDS,
    GONE,
    absorb,
    freeze,
    rescore,
    retime,
    thaw,
    write_state,
)

__all__ = [
    "DERIVED",
    "FIELDS",
    "GONE",
    "UNSAID",
    "Said",
    "Wishes",
    "absorb",
    "delta_of",
    "derive",
    "freeze",
    "keep_said",
    "reanchor",
    "rescore",
    "retime",
    "said_of",
    "thaw",
    "wishes_of",
    "write_state",
]
