"""Text to values: the quick-log line, the form that edits one interaction, and what counts how much."""

from interactions.forms.log import InteractionForm, LineForm
from interactions.forms.said import LeftForm, PinForm, RateForm
from interactions.forms.weights import WeightsForm

__all__ = ["InteractionForm", "LeftForm", "LineForm", "PinForm", "RateForm", "WeightsForm"]
