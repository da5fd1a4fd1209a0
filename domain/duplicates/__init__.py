"""Who may stand in a book twice: pairs of people with a confidence, what speaks for it and what against.

people → candidates (blocks.py) → weigh (weighing.py) → pairs, best first
"""

from domain.duplicates.finding import find_pairs
from domain.duplicates.values import Birthday, Pair, Person

__all__ = ["Birthday", "Pair", "Person", "find_pairs"]
