"""A small line from a value to another, with an arrow at its end."""

from ui.plots.scale import Scale

WIDTH = 120


def shifted(before: float, now: float) -> dict[str, object]:
    """The numbers of the SVG: from and to on a line from 0 to 10."""
    across = Scale(0, 10, 5, WIDTH - 5)
    start, end = across(before), across(now)
    back = -7 if now >= before else 7
    return {"width": WIDTH, "start": start, "end": end, "arrow": f"M{end:g} 8l{back} -5v10z"}
