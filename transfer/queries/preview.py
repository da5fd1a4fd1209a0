"""What an upload came to when it was looked at, made fit for a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from transfer.formats import anycsv
from transfer.formats.kinds import format_of
from transfer.models import ImportRun, RunRows

FIGURES = (
    ("added", "New people"),
    ("updated", "Updated"),
    ("waits", "May be known"),
    ("unchanged", "Nothing new"),
    ("interactions", "Days together"),
    ("requests", "Requests"),
    ("hidden", "Hidden"),
    ("skipped", "Left out"),
)


@dataclass(frozen=True, slots=True)
class Sample:
    """Some of the rows with which the same would happen: (line, name in the file, why or how)."""

    act: str
    count: int
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Preview:
    """The kind in words, figures that are not zero, samples, why rows are left out, faults, who may be the owner."""

    kind: str
    figures: Sequence[tuple[str, int]]
    samples: Sequence[Sample]
    skips: Sequence[tuple[str, int]]
    faults: Sequence[Sequence[Any]]
    who: Sequence[str]
    is_whole: bool
    has_columns: bool
    asks: bool
    """Whether it cannot be read before its owner has said what its columns are."""

    @property
    def brings_nothing(self) -> bool:
        """Whether taking it in would change nothing."""
        gains = {"New people", "Updated", "May be known", "Days together", "Requests"}
        return self.is_whole and not any(words in gains for words, _count in self.figures)


def preview_of(run: ImportRun) -> Preview:
    """What a run that waits for its owner's word would do."""
    found, counts = run.found, run.found.get("counts", {})
    samples = found.get("rows", {})
    return Preview(
        format_of(run.kind).LABEL,
        [(words, counts[name]) for name, words in FIGURES if counts.get(name)],
        [_sample(act, counts, samples[act]) for act in RunRows.Act if samples.get(act)],
        sorted(counts.get("skips", {}).items(), key=lambda item: -item[1]),
        found.get("faults", []),
        found.get("who", []),
        found.get("is_whole", True),
        run.kind == anycsv.KIND,
        found.get("asks", False),
    )


def _sample(act: RunRows.Act, counts: dict[str, Any], rows: Sequence[Sequence[Any]]) -> Sample:
    count, words = _SAMPLES[act]
    told = [(line, name, "" if why == act.label.lower() else why) for line, name, why in rows]
    return Sample(words, counts.get(count, 0), told)


_SAMPLES = {
    RunRows.Act.ADDED: ("added", "Would be added"),
    RunRows.Act.UPDATED: ("updated", "Would be updated"),
    RunRows.Act.UNCHANGED: ("unchanged", "Nothing new"),
    RunRows.Act.WAITS: ("waits", "Would wait for your answer"),
    RunRows.Act.SKIPPED: ("skipped", "Would be left out"),
}
