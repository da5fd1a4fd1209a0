"""Who can introduce the owner to somebody."""

from network.queries.introducers.cards import Card, cards_of
from network.queries.introducers.ways import Answer, introducers
from network.queries.introducers.whom import OUTSIDE, Asked, Sought

__all__ = ["OUTSIDE", "Answer", "Asked", "Card", "Sought", "cards_of", "introducers"]
