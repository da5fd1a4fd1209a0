"""Cards in: whose they are, what they change, and writing it so that it can be taken back."""

from transfer.services.cards.chunks import card_chunks

__all__ = ["card_chunks"]
