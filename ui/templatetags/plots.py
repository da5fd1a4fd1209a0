"""Tags that draw pictures from the numbers that ui/plots made."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ui.plots.shift import shifted

register = template.Library()


@register.simple_tag
def plot(name: str, drawing: Mapping[str, Any], label: str) -> SafeString:
    """An SVG by its name: course, stacked, heat, signature or rings. `label` is what is read out for it."""
    return render_to_string(f"ui/plots/_{name}.html", {**drawing, "label": label})


@register.inclusion_tag("ui/plots/_shift.html")
def shift(before: float, now: float) -> dict[str, object]:
    """A small arrow from one strength (0 to 10) to another; the numbers stand beside it."""
    return shifted(before, now)
