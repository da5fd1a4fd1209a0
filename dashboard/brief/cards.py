"""What a card says of each of up to a dozen people: posts, what they are to the owner, photos."""

from collections import defaultdict
from collections.abc import Collection

from accounts.models import User
from contacts.models import Photo, Post, Relation


def posts_of(user: User, ids: Collection[int]) -> dict[int, list[Post]]:
    """Where each works now, the newest first; where nobody knows of a present post, the last one."""
    found: dict[int, list[Post]] = defaultdict(list)
    rows = Post.objects.owned_by(user).filter(contact__in=ids).order_by("until", "-since", "pk")
    for post in rows:
        found[post.contact_id].append(post)
    return {pk: [post for post in posts if not post.until] or posts[-1:] for pk, posts in found.items()}


def relations_of(user: User, ids: Collection[int]) -> dict[int, list[str]]:
    """What each is to the owner: "my sister"-words such as "my colleague (2019–2022)"."""
    found: dict[int, list[str]] = defaultdict(list)
    for row in Relation.objects.owned_by(user).filter(contact__in=ids):
        years = f" ({row.since[:4]}–{row.until[:4]})" if row.until else ""
        found[row.contact_id].append(f"my {row.get_kind_display().lower()}{years}")
    return found


def photos_of(user: User, ids: Collection[int]) -> dict[int, str]:
    """What tells one photo from the next, of those who have one."""
    return dict(Photo.objects.owned_by(user).filter(contact__in=ids).values_list("contact_id", "digest"))
