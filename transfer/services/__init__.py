"""Files in: uploads kept, runs claimed and worked on chunk by chunk, and taken back as a whole."""

from transfer.services.foreground import import_path, undo_run
from transfer.services.pasted import Pasted, add_names
from transfer.services.runs import Busy, begin_undo, resume_stalled, start_import
from transfer.services.work import Rehearsal, rehearse, take_turn

__all__ = [
    "Busy",
    "Pasted",
    "Rehearsal",
    "add_names",
    "begin_undo",
    "import_path",
    "rehearse",
    "resume_stalled",
    "start_import",
    "undo_run",
    "take_turn",
]
