"""The graph on its way to the browser."""

import gzip
import json
from datetime import date
from hashlib import blake2b

from accounts.models import User
from dashboard.graph.by import By, words_of
from dashboard.graph.people import MOST_PEOPLE, dots
from dashboard.graph.ties import lines
from domain.graph.data import columns
from domain.graph.ties import merged

SQUEEZED = 7
"""Beyond it, gzip takes twice as long for a hundredth less."""


def graph_json(user: User, today: date, by: By) -> bytes:
    """What the browser draws, as JSON: three queries, whatever the book."""
    people = dots(user, today, by)
    found = columns(people[:MOST_PEOPLE], merged(lines(user, today)), words_of(user, by))
    told = found | {"is_cut": len(people) > MOST_PEOPLE}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def digest(body: bytes) -> str:
    """A weak tag of the answer: the same whether it is squeezed or not."""
    return f'W/"{blake2b(body, digest_size=12).hexdigest()}"'


def squeezed(body: bytes) -> bytes:
    """Gzip, the same bytes for the same body.

    Safe here although pages are not compressed: nothing of what is asked comes back in the answer, and it holds no
    token, so that its length tells nobody anything.
    """
    return gzip.compress(body, SQUEEZED, mtime=0)
