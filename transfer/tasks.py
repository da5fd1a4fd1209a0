"""What the worker does for imports: a short turn at one run."""

import logging
import traceback

from accounts import clock
from transfer.services import take_turn

TURN_SECONDS = 24.0
logger = logging.getLogger(__name__)


def work_on(run_id: int) -> None:
    """Work on a run for a turn; it is queued again while there is more to do.

    An error is logged by its place alone: its words could tell what is in somebody's file. The run is tried
    again by the tick and stopped, for its owner to see, after five tries that led nowhere.
    """
    try:
        take_turn(run_id=run_id, clock=clock.now, seconds=TURN_SECONDS)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        logger.error("import %s: %s at %s:%s", run_id, type(error).__name__, place.filename, place.lineno)
