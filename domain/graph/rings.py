"""The rings of the relation graph: how strong a relationship is, in a word."""

RING_BOUNDS = (8.0, 6.0, 4.0, 2.0)
"""The least strength of each ring, from the inside; the outermost takes the rest."""
RING_WORDS = ("Very strong", "Strong", "Steady", "Light", "Faint")
NOT_SHOWN = len(RING_WORDS)
"""The ring of those whose strength is hidden."""
NOT_SHOWN_WORD = "Not shown"


def ring_of_strength(strength: float) -> int:
    """The ring of a strength (0 to 10) as it is shown, with one decimal: 0 is the innermost, 4 the outermost."""
    shown = round(strength, 1)
    return next((ring for ring, least in enumerate(RING_BOUNDS) if shown >= least), len(RING_BOUNDS))
