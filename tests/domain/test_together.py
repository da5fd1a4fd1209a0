"""Why two may know each other is told in a plain sentence."""

from datetime import date

import pytest

from domain.together import Meeting, why_together

TODAY = date(2026, 3, 12).toordinal()


def on(year: int, month: int, day: int, kind: str, precision: str = "day", name: str = "") -> Meeting:
    return Meeting(date(year, month, day).toordinal(), kind, precision, name)


@pytest.mark.parametrize(
    ("meetings", "words"),
    [
        ([], ""),
        ([on(2026, 3, 1, "meal")], "Together at a meal on 1 March."),
        ([on(2026, 3, 1, "meal"), on(2025, 5, 4, "call")], "Together twice, last at a meal on 1 March."),
        (
            [on(2023, 3, 1, "meal"), on(2025, 5, 4, "coffee"), on(2024, 5, 4, "call")],
            "Together three times, last over coffee on 4 May 2025.",
        ),
        ([on(2025, 5, 4, "message")], "In a group thread on 4 May 2025."),
        ([on(2025, 5, 4, "message"), on(2025, 5, 5, "message")], "In a group thread, last on 5 May 2025."),
        ([on(2025, 5, 4, "event", "day", "Radio fair")], "Together at Radio fair on 4 May 2025."),
        ([on(2025, 5, 1, "other", "month")], "Together with you in May 2025."),
        ([on(2025, 1, 1, "drink", "year")], "Together over a drink some time ago."),
    ],
)
def test_the_reason(meetings: list[Meeting], words: str) -> None:
    assert why_together(meetings, TODAY) == words
