"""What every job of the worker is wrapped in: it keeps what a failure tells to its kind and its place.

The queue keeps the traceback of a failed job in its table, and an error's words may hold what is in a book.
"""

import logging
import traceback
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

ROOT = Path(__file__).resolve().parent.parent
P = ParamSpec("P")
R = TypeVar("R")
logger = logging.getLogger(__name__)


class JobFailed(Exception):
    """A job failed; its words are the kind of the error and the place in the code, nothing else."""


def discreet(job: Callable[P, R]) -> Callable[P, R]:
    """Run a job so that neither the log nor the queue's table learns more of an error than `place_of` tells.

    Raises JobFailed for any error. The end of a job that took too long is passed on, without what it was at.
    """

    @wraps(job)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return job(*args, **kwargs)
        except SystemExit as error:
            raise error from None
        except Exception as error:
            words = f"{job.__name__}: {place_of(error)}"
        logger.error("A job failed. %s", words)
        raise JobFailed(words)

    return run


def place_of(error: BaseException) -> str:
    """The kind of an error and where in our code it came up: `KeyError at transfer/services/job.py:41`."""
    frames = [(Path(frame.filename), frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    ours = [frame for frame in frames if frame[0].is_relative_to(ROOT) and ".venv" not in frame[0].parts]
    file, line = (ours or frames or [(Path("nowhere"), 0)])[-1]
    place = file.relative_to(ROOT) if file.is_relative_to(ROOT) else Path(file.name)
    return f"{type(error).__name__} at {place}:{line}"
