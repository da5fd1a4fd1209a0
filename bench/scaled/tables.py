"""What was measured, as tables for docs/performance.md."""

from statistics import median

from bench.scaled.measure import Figures

Found = dict[str, Figures]
HEAD = ("p50 ms", "p95 ms", "CPU ms", "yardsticks", "queries", "longest transaction, ms")


def size_table(size: int, found: Found) -> str:
    """All figures of one size."""
    rows = [(name, *_cells(figures)) for name, figures in found.items()]
    return "\n" + _table((f"{size:,} people", *HEAD), rows)


def growth_table(found: dict[int, Found]) -> str:
    """CPU milliseconds at each size, and how many more they are at the largest than at the smallest.

    The growth stands there in yardsticks too: on a shared machine the milliseconds of two sizes, taken minutes
    apart, differ for reasons that have nothing to do with the size.
    """
    sizes = sorted(found)
    head = ("CPU ms", *(f"{size:,}" for size in sizes), "growth, ms", "growth, yardsticks")
    series = [list(found[size].items()) for size in sizes]
    rows = []
    for same in zip(*series, strict=True):
        name, figures = same[-1][0], [one for _, one in same]
        if not name.startswith("Seeding"):
            cpu, yards = [one.cpu_ms for one in figures], [one.yardsticks for one in figures]
            growth = (f"{cpu[-1] - cpu[0]:+,.1f}", f"{yards[-1] - yards[0]:+,.2f}")
            rows.append((_plain(name), *map(_ms, cpu), *growth))
    return "\n" + _table(head, rows)


def _plain(name: str) -> str:
    """The middle page has another number at each size."""
    return "People, the middle page" if name.endswith("the middle") else name


def _cells(figures: Figures) -> tuple[str, ...]:
    queries = f"{median(figures.queries):.0f}" if figures.queries else ""
    longest = _ms(figures.longest) if figures.longest else ""
    walls = (median(figures.wall), figures.p95, figures.cpu_ms)
    return (*map(_ms, walls), f"{figures.yardsticks:,.2f}", queries, longest)


def _ms(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
