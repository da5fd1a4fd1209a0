"""Files in: uploads kept, runs claimed and worked on chunk by chunk, and taken back as a whole."""

from transfer.services.foreground import import_path, undo_run
from transfer.services.looking import Rehearsal, rehearse
from transfer.services.own import remember_own
from transfer.services.pasted import Pasted, add_names
from transfer.services.runs import (
    Busy,
    begin_undo,
    cancel,
    go_ahead,
    look_again_at,
    resume_stalled,
    start_import,
    start_look,
)
from transfer.services.work import take_turn

__all__ = [
    "Busy",
    "Pasted",
    "Rehearsal",
    "add_names",
    "begin_undo",
    "cancel",
    "go_ahead",
    "import_path",
    "look_again_at",
    "rehearse",
    "remember_own",
    "resume_stalled",
    "start_import",
    "start_look",
    "undo_run",
    "take_turn",
]
