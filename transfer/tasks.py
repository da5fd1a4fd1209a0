"""What the worker does for imports: a short turn at one run."""

from accounts import clock
from accounts.jobs import discreet
from transfer.services import take_turn

TURN_SECONDS = 24.0


@discreet
def work_on(run_id: int) -> None:
    """Work on a run for a turn; it is queued again while there is more to do.

    Raises JobFailed, which tells no more than a place in the code. The run is tried again by the tick and
    stopped, for its owner to see, after five tries that led nowhere.
    """
    take_turn(run_id=run_id, clock=clock.now, seconds=TURN_SECONDS)
