"""vCard 2.1, 3.0 and 4.0, both ways: bytes to cards of plain properties, and properties to bytes.

What a property means to the book is for its readers; here only what the standards say: RFC 2426 (3.0), RFC 6350
(4.0), RFC 6868 (what parameters may hold) and the vCard 2.1 specification of 1996, each with what programs write.
"""

from domain.cards.days import Day, day_property, read_day
from domain.cards.pictures import photo_property, read_photo
from domain.cards.reading import MAX_CARD, CardsError, Flaw, VCard, read_cards
from domain.cards.values import Property, escape, text_property, unescape
from domain.cards.versions import translated
from domain.cards.writing import line_of, read_line, write_card

__all__ = [
    "MAX_CARD",
    "CardsError",
    "Day",
    "Flaw",
    "Property",
    "VCard",
    "day_property",
    "escape",
    "line_of",
    "photo_property",
    "read_cards",
    "read_day",
    "read_line",
    "read_photo",
    "text_property",
    "translated",
    "unescape",
    "write_card",
]
