"""A job that fails tells its place, never what it was at."""

import logging
import traceback

import pytest

from accounts.jobs import JobFailed, discreet, place_of

SECRET = "Rana Perez likes plums"


@discreet
def failing(row: int) -> None:
    raise KeyError(SECRET)


@discreet
def late(row: int) -> None:
    try:
        raise KeyError(SECRET)
    except KeyError:
        raise SystemExit("too long")  # noqa: B904  # as the library's alarm does it, wherever the job is


@discreet
def working(row: int) -> int:
    return row + 1


def test_p3_a_failure_leaves_its_kind_and_place_alone(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(JobFailed) as caught:
        failing(1)

    kept = caplog.text + "".join(traceback.format_exception(caught.value))
    assert str(caught.value).startswith("failing: KeyError at tests/accounts/test_jobs.py:")
    assert SECRET not in kept


def test_p3_the_end_of_a_job_that_took_too_long_hides_what_it_was_at() -> None:
    with pytest.raises(SystemExit) as caught:
        late(1)

    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_a_job_that_works_answers() -> None:
    assert (working(1), working.__name__) == (2, "working")


def test_an_error_without_a_trace_has_no_place() -> None:
    assert place_of(ValueError(SECRET)) == "ValueError at nowhere:0"
