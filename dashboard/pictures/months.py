"""The health of the whole book, month by month."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dashboard.pictures.walk import Walk
from domain.health import Health
from domain.wording import counted
from ui.plots.bars import stacked

KINDS = {
    "thriving": "thriving",
    "new": "new",
    "cooling": "cooling",
    "dormant": "dormant",
    "never": "never",
}
"""From the bottom of a bar upwards. People with nothing recorded are in no bar."""


def months(walk: Walk) -> dict[str, Any] | None:
    """The bars, their sentence and their table; None where nothing was recorded yet."""
    columns = [{kind: healths[Health(kind)] for kind in KINDS} for healths in walk.healths]
    if not sum(columns[-1].values()):
        return None
    while len(columns) > 1 and not sum(columns[0].values()):
        columns = columns[1:]
    ends = walk.ends[-len(columns) :]
    return {
        "words": _words(columns),
        "drawing": stacked([f"{date.fromordinal(end):%b %y}" for end in ends], columns, KINDS),
        "kinds": list(KINDS.values()),
        "rows": [
            {
                "label": "Today" if end == ends[-1] else f"{date.fromordinal(end):%B %Y}",
                "counts": list(column.values()),
            }
            for end, column in zip(reversed(ends), reversed(columns), strict=True)
        ],
    }


def _words(columns: Sequence[Mapping[str, int]]) -> str:
    now = columns[-1]
    told = [f"{now[kind]} {word}" for kind, word in KINDS.items() if now[kind]]
    since = ""
    if len(columns) > 12:
        since = f" A year ago {counted(columns[-13]['thriving'], 'person', 'people')} thrived."
    return f"Of {counted(sum(now.values()), 'person', 'people')} you were ever in touch with: {', '.join(told)}.{since}"
