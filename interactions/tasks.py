"""What the worker does after the owner changed what counts how much: a short turn at the rescoring."""

import logging

from accounts import clock
from interactions.services import take_turn

TURN_SECONDS = 24.0
logger = logging.getLogger(__name__)


def work_on_weights(reweighing_id: int) -> None:
    """Rescore for a turn; it is queued again while there is more to do, and by the tick after an error."""
    try:
        take_turn(reweighing_id=reweighing_id, clock=clock.now, seconds=TURN_SECONDS)
    except Exception:
        logger.exception("Rescoring %d broke off.", reweighing_id)
