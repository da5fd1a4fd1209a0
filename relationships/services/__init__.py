"""Keeping standings: the interactions hand touches down, and the model's state is written back."""

from relationships.services.anchors import reanchor
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

__all__ = ["FIELDS", "GONE", "absorb", "freeze", "reanchor", "rescore", "retime", "thaw", "write_state"]
