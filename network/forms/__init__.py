"""What the owner types about links, people and requests."""

from network.forms.know import KnowForm
from network.forms.links import EndForm, LinkForm
from network.forms.review import ChoiceForm

__all__ = ["ChoiceForm", "EndForm", "KnowForm", "LinkForm"]
