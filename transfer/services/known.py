"""What a row of connections changes about people who are in the book already.

Three are compared: what the file told last time, what it tells now, and what the book says. Only what the book
still says as the file told it is changed; the rest the owner edited by hand.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from contacts.models import Identity, Post
from interactions.models import Interaction
from network.models import Link
from transfer.formats.linkedin import Connection, slug_of
from transfer.models import Told
from transfer.services.linked import linked_key
from transfer.services.matching import Found

EMAIL, PROFILE = Identity.Kind.EMAIL.value, Identity.Kind.PROFILE.value
TEXT = 200


@dataclass(slots=True)
class Plan:
    """What to write about one person. Texts are cut to what the columns hold."""

    found: Found
    key: str
    slug: str
    email: str
    organisation: str
    title: str
    linked_on: date | None
    address: str
    told: Told | None = None
    has_news: bool = True
    identities: list[tuple[str, str, str, str]] = field(default_factory=list)
    makes_post: bool = False
    makes_link: bool = False
    makes_linked: bool = False
    post: Post | None = None
    link: Link | None = None
    since: date | None = None
    linked: Interaction | None = None

    @property
    def changes(self) -> bool:
        """Whether anything in the book changes, apart from our own note of what was told."""
        makes = self.makes_post or self.makes_link or self.makes_linked
        return bool(makes or self.identities or self.post or self.link or self.linked)

    @property
    def words(self) -> str:
        """What is new, for the report."""
        found = {
            "address": self.identities,
            "post": self.makes_post or self.post,
            "link": self.makes_link or self.link or self.makes_linked or self.linked,
        }
        return ", ".join(word for word, value in found.items() if value)

    @property
    def moved(self) -> tuple[str, str] | None:
        """Where somebody worked as the file told it before, and where now; None for those who stayed.

        It is told where the owner keeps another post on the card, too.
        """
        told, now = self.told, (self.title, self.organisation)
        if told is None or not (told.organisation or told.title) or now == (told.title, told.organisation):
            return None
        return _joined(told.title, told.organisation), _joined(*now)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def plan_new(found: Found, source: str) -> Plan:
    """Everything about somebody who is not in the book."""
    plan = _plan(found)
    plan.identities = [
        *([(EMAIL, "", plan.email, plan.email)] if plan.email else []),
        *([(PROFILE, source, plan.slug, plan.address)] if plan.slug else []),
    ]
    plan.makes_post = bool(plan.organisation or plan.title)
    plan.makes_link = True
    plan.makes_linked = plan.linked_on is not None
    return plan


def plan_known(owner: User, source: str, found: Sequence[Found], *, is_older: bool) -> list[Plan]:
    """What changes about people in the book, in the order given: five queries, and one where nothing is new.

    A file that `is_older` than what was told before only fills what is missing.
    """
    rows = Told.objects.owned_by(owner).filter(source=source, contact__in=[one.person.pk for one in found])
    told = {row.contact_id: row for row in rows}
    plans = [_with_told(_plan(one), told.get(one.person.pk), is_older=is_older) for one in found]
    news = [plan for plan in plans if plan.has_news]
    if news:
        _compare(_Details(owner, source, [plan.found.person.pk for plan in news]), source, news)
    return plans


def _plan(found: Found) -> Plan:
    row: Connection = found.row
    address = row.url if len(row.url) <= 500 else ""
    return Plan(
        found,
        found.key,
        row.slug,
        row.email,
        row.company[:TEXT],
        row.position[:TEXT],
        row.connected_on,
        address,
    )


def _with_told(plan: Plan, told: Told | None, *, is_older: bool) -> Plan:
    """What the file does not say stays as it was told; of an older file, also what it says otherwise."""
    if told is None:
        return plan
    plan.told = told
    for name in ("slug", "email", "linked_on"):
        if not getattr(plan, name) or (is_older and getattr(told, name)):
            setattr(plan, name, getattr(told, name))
    if is_older:
        plan.key = told.key
    is_known = bool(told.organisation or told.title)
    if not (plan.organisation or plan.title) or (is_older and is_known):
        plan.organisation, plan.title = told.organisation, told.title
    fields = ("slug", "email", "organisation", "title", "linked_on", "key")
    plan.has_news = told.is_gone or any(getattr(plan, name) != getattr(told, name) for name in fields)
    return plan


class _Details:
    """What the book says about some contacts, by contact id."""

    def __init__(self, owner: User, source: str, ids: list[int]) -> None:
        self.identities: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)
        self.posts: defaultdict[int, list[Post]] = defaultdict(list)
        self.links: defaultdict[int, list[Link]] = defaultdict(list)
        for one in Identity.objects.owned_by(owner).filter(contact__in=ids):
            self.identities[one.contact_id].add((one.network, one.key))
        for post in Post.objects.owned_by(owner).filter(contact__in=ids):
            self.posts[post.contact_id].append(post)
        for link in Link.objects.owned_by(owner).filter(contact__in=ids, network=source).order_by("pk"):
            self.links[link.contact_id].append(link)
        keys = [linked_key(pk) for pk in ids]
        self.linked = {row.external_key: row for row in imported(owner, source, keys)}


def _compare(details: _Details, source: str, plans: Iterable[Plan]) -> None:
    for plan in plans:
        pk = plan.found.person.pk
        known = details.identities[pk]
        if plan.slug and (source, plan.slug) not in known:
            plan.identities.append((PROFILE, source, plan.slug, plan.address))
        if plan.email and ("", plan.email) not in known:
            plan.identities.append((EMAIL, "", plan.email, plan.email))
        _compare_posts(plan, details.posts[pk])
        _compare_links(plan, details.links[pk])
        _compare_linked(plan, details.linked.get(linked_key(pk)))


def _compare_posts(plan: Plan, posts: list[Post]) -> None:
    told, now = plan.told, (plan.organisation, plan.title)
    if not any(now) or (told and (told.organisation, told.title) == now):
        return
    ours = _ours(posts, told) if told else None
    if told and ours and _says(ours, told):
        plan.post = ours
    elif all(post.until for post in posts):
        plan.makes_post = told is None or ours is not None or not (told.organisation or told.title)


def _ours(posts: list[Post], told: Told) -> Post | None:
    """The post that came of what was told; where another file had brought it before, the one that says the same."""
    made = next((post for post in posts if post.pk == told.post_id), None)
    return made or next((post for post in posts if _says(post, told)), None)


def _says(post: Post, told: Told) -> bool:
    """Whether a post is as it was told; one with a beginning or an end was edited by hand."""
    return (post.organisation, post.title, post.since, post.until) == (told.organisation, told.title, "", "")


def _compare_links(plan: Plan, links: list[Link]) -> None:
    active = next((link for link in links if link.until is None), None)
    if active is None:
        ended = [link.until for link in links if link.until]
        plan.makes_link = not ended or (plan.linked_on is not None and plan.linked_on > max(ended))
        return
    told_on, told_slug = (plan.told.linked_on, plan.told.slug) if plan.told else (None, "")
    plan.since = plan.linked_on if plan.linked_on and active.since in (None, told_on) else active.since
    is_ours = not active.address or slug_of(active.address) == told_slug
    plan.address = plan.address if plan.address and is_ours else active.address
    if (active.since, active.address) != (plan.since, plan.address):
        plan.link = active


def _compare_linked(plan: Plan, linked: Interaction | None) -> None:
    if plan.linked_on is None:
        return
    if linked is None:
        plan.makes_linked = plan.told is None or plan.told.linked_on is None
    elif plan.told and _is_untouched(linked, plan.told) and linked.day != plan.linked_on:
        plan.linked = linked


def _is_untouched(linked: Interaction, told: Told) -> bool:
    return linked.deleted_at is None and linked.day == told.linked_on and is_unedited(linked)


def imported(owner: User, source: str, keys: Iterable[str]) -> QuerySet[Interaction]:
    """The interactions that were imported under these keys, those the owner deleted since among them."""
    rows = Interaction.objects.filter(owner=owner, source=source, external_key__in=list(keys))
    return rows.exclude(external_key="")  # so that the index on imported rows can be used


def is_unedited(interaction: Interaction) -> bool:
    """Whether an imported interaction is as it was imported: only its owner's edits move `updated_at`."""
    return interaction.updated_at == interaction.created_at
