from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.tie_logs.forms import TRIED, USED
from bench.tie_logs.protocol import known_at
from bench.tie_logs.scores import form


@given(st.sets(st.integers(0, 900), min_size=1), st.integers(0, 90))
def test_the_form_in_use_is_the_products_own(days: set[int], silence: int) -> None:
    (tie,) = known_at(sorted(days), [max(days) + silence], 10)
    shown = form(tie)

    assert 1.5 * log(shown / (10 - shown)) == pytest.approx(USED(tie), abs=1e-9)


@pytest.mark.parametrize("name", [name for name in TRIED if name != "in use"])
def test_every_other_form_differs_from_it(name: str) -> None:
    (tie,) = known_at([0, 3, 5, 40, 90, 200], [210], 10)

    assert TRIED[name](tie) != pytest.approx(USED(tie), abs=1e-6)
