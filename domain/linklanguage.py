"""In which language to answer somebody: German or English."""

from domain.mentions import plain_words

_GERMAN = """
ich wir sie ihnen ihr mich mir und der die das ein eine mit von zum zur fur uber auf freue gerne danke hallo guten
liebe lieber grusse gruss kontakt vernetzen kennengelernt haben ist
"""
_ENGLISH = """
i we you me my your and the a an with from of to for about on hi hello dear thanks thank have is would
"""
_PLACES = """
germany deutschland austria osterreich switzerland schweiz berlin hamburg munchen munich koln cologne frankfurt
stuttgart dusseldorf leipzig dresden bremen hannover nurnberg wien vienna graz salzburg linz zurich basel bern
"""
GERMAN_WORDS = frozenset(_GERMAN.split())
ENGLISH_WORDS = frozenset(_ENGLISH.split())
GERMAN_PLACES = frozenset(_PLACES.split())


def likely_language(note: str, place: str) -> str:
    """ "de" or "en": by the common words of what they wrote, else by where they are."""
    words = plain_words(note).split()
    german = sum(word in GERMAN_WORDS for word in words)
    english = sum(word in ENGLISH_WORDS for word in words)
    if german != english:
        return "de" if german > english else "en"
    return "de" if GERMAN_PLACES.intersection(plain_words(place).split()) else "en"
