"""Who somebody is: the keys a person is recognised by, and whether the one sought is somebody known.

The door to `keys` (addresses, phones, handles) and to `met` (candidates with evidence and doubt).
"""

from domain.keys import ProfileKey, email_key, handle_key, phone_key, profile_key
from domain.met import Candidate, Search, compare, find
from domain.sought import Card, Commonness, Happened, Sought, Worked

__all__ = [
    "Candidate",
    "Card",
    "Commonness",
    "Happened",
    "ProfileKey",
    "Search",
    "Sought",
    "Worked",
    "compare",
    "email_key",
    "find",
    "handle_key",
    "phone_key",
    "profile_key",
]
