"""What the worker does after the owner changed what counts how much: a short turn at the rescoring."""

from accounts import clock
from accounts.jobs import discreet
from interactions.services import take_turn

TURN_SECONDS = 24.0


@discreet
def work_on_weights(reweighing_id: int) -> None:
    """Rescore for a turn; it is queued again while there is more to do, and by the tick after an error.

    Raises JobFailed, which tells no more than a place in the code.
    """
    take_turn(reweighing_id=reweighing_id, clock=clock.now, seconds=TURN_SECONDS)
