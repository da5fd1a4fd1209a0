import gzip
from pathlib import Path

import pytest

from bench.ties import main

STEADY = [range(start, 800, 7) for start in (0, 1, 2)]
GONE = [range(start, 90, 9) for start in (0, 1, 2)]


def rows_of(ties: list[range], scale: float = 1.0) -> str:
    met = sorted((day * scale, number) for number, days in enumerate(ties) for day in days)
    return "".join(f"me,friend {number},{t!r}\n" for t, number in met)


def log_in(folder: Path, name: str, rows: str) -> None:
    (folder / name).mkdir()
    (folder / name / "interactions.csv.gz").write_bytes(gzip.compress(f"ego,alter,t\n{rows}".encode()))


def blocks(printed: str) -> dict[str, list[str]]:
    """The printed tables, by their first line."""
    found = [block.splitlines() for block in printed.strip().split("\n\n")]
    return {lines[0]: lines[1:] for lines in found}


def test_who_stays_is_told_from_who_has_gone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log_in(tmp_path, "unheard_of", rows_of(STEADY + GONE))

    assert main(tmp_path) == 0

    found = blocks(capsys.readouterr().out)
    assert list(found) == [
        "unheard_of: 6 ego-cuts, horizon 60 days",
        "mean over 1 set",
        "chance of contact within the horizon by health",
    ]
    head, strength, *_, overdue = found["mean over 1 set"]
    assert head.split() == ["AUC", "AP", "NDCG@10"]
    assert strength.split()[:3] == ["strength", "1.000", "1.000"]
    assert overdue.split()[:5] == ["every", "N", "days,", "overdue", "1.000"]
    chances = found["chance of contact within the horizon by health"]
    assert [line.split() for line in chances] == [
        ["horizon", "new", "thriving", "cooling", "dormant", "never"],
        ["unheard_of", "60", "days", "none", "1.000", "none", "0.000", "none"],
    ]


def test_the_mean_gives_each_set_the_same_weight(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log_in(tmp_path, "one", rows_of(STEADY + GONE))
    log_in(tmp_path, "two", rows_of([*STEADY, *GONE, range(0, 800, 31)]))

    assert main(tmp_path) == 0

    one, two, mean, _ = blocks(capsys.readouterr().out).values()
    for first, second, both in zip(one[1:], two[1:], mean[1:], strict=True):
        wanted = (float(first.split()[-1]) + float(second.split()[-1])) / 2
        assert float(both.split()[-1]) == pytest.approx(wanted, abs=0.0011)


def test_a_day_of_encounters_is_told_in_quarter_hours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log_in(tmp_path, "ward", rows_of(STEADY + GONE, 1 / 800 / 3))

    assert main(tmp_path) == 0
    assert next(iter(blocks(capsys.readouterr().out))) == "ward: 6 ego-cuts, horizon 3 quarter-hours"


def test_sets_without_a_case_get_a_line_and_the_others_their_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log_in(tmp_path, "empty", "")
    log_in(tmp_path, "lonely", "me,you,1\nme,you,99\n")
    log_in(tmp_path, "full", rows_of(STEADY + GONE))

    assert main(tmp_path) == 0

    assert list(blocks(capsys.readouterr().out)) == [
        "empty: empty, nothing to measure.",
        "full: 6 ego-cuts, horizon 60 days",
        "lonely: no ego-cut to measure: nobody has five ties of which some, but not all, are in contact within "
        "12 days after a cut.",
        "mean over 1 set",
        "chance of contact within the horizon by health",
    ]


def test_a_broken_set_fails_the_run_after_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log_in(tmp_path, "broken", "me,you,1\nme,you,yesterday\n")
    log_in(tmp_path, "full", rows_of(STEADY + GONE))

    assert main(tmp_path) == 1

    found = blocks(capsys.readouterr().out)
    path = tmp_path / "broken" / "interactions.csv.gz"
    assert found["broken: broken."] == [f"{path}:3: t must be a number of days, not 'yesterday'"]
    assert "full: 6 ego-cuts, horizon 60 days" in found


def test_a_folder_without_sets_says_how_to_name_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(tmp_path) == 1
    assert "Name a folder: make bench-ties DIR=…" in capsys.readouterr().out
