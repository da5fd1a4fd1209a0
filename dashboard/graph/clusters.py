"""The company or the tag by which each person stands."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from accounts.models import User
from contacts.models import Post, Tag
from dashboard.graph.by import By


def clusters_of(user: User, by: By, ids: list[int] | None = None) -> Iterator[tuple[int, str]]:
    """Each contact's current company, or that tag of theirs which most people have; of `ids`, or of everybody."""
    only = {} if ids is None else {"contact__in": ids}
    seen: set[int] = set()
    rows = _posts(user, only) if by is By.COMPANY else _tags(user, only)
    for contact_id, name in rows:
        if contact_id not in seen:
            seen.add(contact_id)
            yield contact_id, name


def _posts(user: User, only: dict[str, Any]) -> Any:
    current = Post.objects.owned_by(user).filter(until="", **only).exclude(organisation="")
    return current.order_by("-since", "pk").values_list("contact_id", "organisation")


def _tags(user: User, only: dict[str, Any]) -> list[tuple[int, str]]:
    tagged = Tag.objects.owned_by(user).filter(contacts__isnull=False)
    rows = list(tagged.values_list("contacts", "name"))
    sizes = Counter(name for _, name in rows)
    wanted = set(only["contact__in"]) if only else None
    kept = (row for row in rows if wanted is None or row[0] in wanted)
    return sorted(kept, key=lambda row: (-sizes[row[1]], row[1], row[0]))
