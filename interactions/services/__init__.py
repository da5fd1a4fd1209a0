"""Writing what happened, with its consequences: standings, nudges, follow-ups."""

from interactions.services.book import rescore_book
from interactions.services.change import (
    change_interaction,
    people_of,
    remove_interaction,
    restore_interaction,
)
from interactions.services.favours import (
    change_favour,
    record_favour,
    record_favour_once,
    remove_favour,
    restore_favour,
    untell_favours,
)
from interactions.services.leaving import come_back, leave
from interactions.services.line import LoggedLine, log_line
from interactions.services.log import absorb_or_rescore, log_interaction
from interactions.services.preview import preview_reweighing
from interactions.services.ratings import hold_contact, rate_contact, unrate_contact
from interactions.services.reweighing import (
    Unchanged,
    begin_reweighing,
    resume_reweighings,
    undo_reweighing,
)
from interactions.services.scale import current_scale, hold_scale
from interactions.services.turns import take_turn
from interactions.services.words import Change, take_back

__all__ = [
    "Change",
    "LoggedLine",
    "Unchanged",
    "absorb_or_rescore",
    "begin_reweighing",
    "change_favour",
    "change_interaction",
    "come_back",
    "current_scale",
    "hold_contact",
    "hold_scale",
    "leave",
    "log_interaction",
    "log_line",
    "people_of",
    "preview_reweighing",
    "rate_contact",
    "record_favour",
    "record_favour_once",
    "remove_favour",
    "remove_interaction",
    "restore_favour",
    "restore_interaction",
    "rescore_book",
    "resume_reweighings",
    "take_back",
    "take_turn",
    "undo_reweighing",
    "unrate_contact",
    "untell_favours",
]
