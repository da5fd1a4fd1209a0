"""What a card changes about its person: a list of what to write.

Three are compared: what the source told last time, what it tells now, and what the book says. What it told before
and the book no longer says, the owner took out; what the book says otherwise, the owner edited. Both stay.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accounts.models import User
from contacts.models import Contact, Post, State
from domain.names import fold
from network.models import Link
from transfer.models import Told
from transfer.queries.book import Person
from transfer.queries.everyone import ALSO
from transfer.services.cards.details import Details, date_mark, place_mark, work_mark
from transfer.services.cards.facts import ALIAS, Facts, Names, joined, note_mark
from transfer.services.cards.whois import Seen, keys_text

PostRow = tuple[str, str, str, str]
LinkRow = tuple[str, date | None, date | None, str]
NAMES = ("given", "family", "display", "nickname")
MOST_KEYS = 20
FLAGGED: dict[str, tuple[str, Any]] = {"is_deceased": ("state", State.DECEASED.value)}
DEFAULTS: dict[str, Any] = {"is_pinned": False, "is_family": False, "state": State.ACTIVE}


@dataclass(slots=True)
class Plan:
    """What to write about one person. `columns` are those of the contact; `words` tell what is new, for the report."""

    person: Person
    is_new: bool
    key: str
    telling: dict[str, Any]
    told: Told | None = None
    contact: Contact | None = None
    columns: dict[str, Any] = field(default_factory=dict)
    identities: list[tuple[str, str, str, str]] = field(default_factory=list)
    posts: list[PostRow] = field(default_factory=list)
    changed_posts: list[tuple[Post, PostRow]] = field(default_factory=list)
    dates: list[tuple[Any, ...]] = field(default_factory=list)
    addresses: list[tuple[str, ...]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    notes: list[tuple[str, Any]] = field(default_factory=list)
    links: list[LinkRow] = field(default_factory=list)
    changed_links: list[tuple[Link, LinkRow]] = field(default_factory=list)
    photo: bytes = b""
    photo_digest: str = ""
    kept: tuple[str, list[str]] | None = None
    was_kept: Any = None
    had_photo: bool = False
    news: list[tuple[str, str]] = field(default_factory=list)

    @property
    def has_told(self) -> bool:
        """Whether our own note of what was told has to be written."""
        return self.told is None or self.told.card != self.telling or self.told.is_gone

    @property
    def parts(self) -> list[tuple[str, Any]]:
        """All that changes in the book, with the word for it."""
        return [
            (keys_text([row[:3] for row in self.identities]), self.identities),
            ("post", self.posts or self.changed_posts),
            ("date", self.dates),
            ("address", self.addresses),
            ("tag", self.tags),
            ("note", self.notes),
            ("link", self.links or self.changed_links),
            ("photo", self.photo),
            ("name", set(self.columns) & set(NAMES)),
            ("card", set(self.columns) - {*NAMES, "sort_name"} or self.kept),
        ]

    @property
    def words(self) -> str:
        """What is new, for the report."""
        return ", ".join(dict.fromkeys(word for word, value in self.parts if value))

    @property
    def changes(self) -> bool:
        """Whether anything in the book changes, apart from our own note of what was told."""
        return any(value for _word, value in self.parts)


def add_card(owner: User, plan: Plan, details: Details, seen: Seen, today: date) -> None:
    """Add what a card says to the plan of its person, and to what is known of them."""
    facts, told = seen.facts, plan.telling
    if not seen.is_more:
        _names(owner, plan, details, facts, told)
        _columns(plan, details, facts, told, today)
    _identities(plan, details, facts, told)
    _posts(plan, details, facts, [] if seen.is_more else _rows(told, "posts"))
    _lists(plan, details, facts, told)
    _links(plan, details, facts, told)
    _photo(plan, details, facts, seen.telling, told)
    now = dict(seen.telling)
    keys = [plan.key, *told.get(ALSO, ())]
    if seen.key not in keys and len(keys) < MOST_KEYS:
        now[ALSO] = [seen.key]
    plan.telling = joined(told, now, is_more=seen.is_more)


def _names(owner: User, plan: Plan, details: Details, facts: Facts, told: dict[str, Any]) -> None:
    before = tuple(told.get("names", ()))
    contact = details.contact
    if contact is None:
        plan.columns |= dict(zip(NAMES, facts.names, strict=True))
        return
    says = (contact.given, contact.family, contact.display, contact.nickname)
    if before and before != facts.names and _shown(owner, before) == says:
        plan.columns |= dict(zip(NAMES, _shown(owner, facts.names), strict=True))
        plan.columns["sort_name"] = _scratch(owner, facts.names).sort_name
        if fold(contact.display) != fold(plan.columns["display"]):
            _add_alias(plan, details, contact.display)
        return
    given, family, _display, nickname = facts.names
    is_bare = not before and not contact.given and not contact.family
    if is_bare and (given or family) and fold(contact.display) in facts.full_names:
        plan.columns |= {"given": given, "family": family}
    if nickname and not contact.nickname and not before:
        plan.columns["nickname"] = nickname
    if set(NAMES) & set(plan.columns):
        now = _scratch(owner, [plan.columns.get(name, getattr(contact, name)) for name in NAMES])
        plan.columns["sort_name"] = now.sort_name
    is_other = fold(facts.name) not in {fold(contact.display), *facts_spelled(contact)}
    if not before and is_other and len(fold(facts.name).split()) > 1 and "@" not in facts.name:
        _add_alias(plan, details, facts.name)


def facts_spelled(contact: Contact) -> set[str]:
    """The folded full names of a contact, in both orders."""
    return {fold(f"{contact.given} {contact.family}"), fold(f"{contact.family} {contact.given}")}


def _scratch(owner: User, names: Collection[str]) -> Contact:
    given, family, display, nickname = names
    contact = Contact(owner=owner, given=given, family=family, display=display, nickname=nickname)
    contact.tidy_names()
    return contact


def _shown(owner: User, names: Collection[str]) -> Names:
    contact = _scratch(owner, names)
    return contact.given, contact.family, contact.display, contact.nickname


def _add_alias(plan: Plan, details: Details, name: str) -> None:
    key = (ALIAS, "", fold(name))
    if key[2] and key not in details.keys:
        details.keys.add(key)
        plan.identities.append((*key, name))


def _columns(plan: Plan, details: Details, facts: Facts, told: dict[str, Any], today: date) -> None:
    """Fill what is empty; change what the book still says as it was told; leave what the owner changed."""
    before = told.get("fields", {})
    says = details.contact
    for name, value in facts.fields.items():
        now = getattr(says, name) if says else plan.columns.get(name, "")
        if value != now and now == before.get(name, ""):
            plan.columns[name] = value
    for flag in facts.flags:
        name, value = FLAGGED.get(flag, (flag, True))
        now = getattr(says, name) if says else DEFAULTS[name]
        if flag not in told.get("flags", ()) and now == DEFAULTS[name]:
            plan.columns[name] = value
    if "circle" in plan.columns and (says is None or says.wished_days is None):
        plan.columns["circle_since"] = today


def _identities(plan: Plan, details: Details, facts: Facts, told: dict[str, Any]) -> None:
    before = {tuple(key) for key in told.get("ids", ())}
    for key, shown in facts.identities.items():
        if key not in before and key not in details.keys:
            details.keys.add(key)
            plan.identities.append((*key, shown))


def _posts(plan: Plan, details: Details, facts: Facts, before: list[tuple[Any, ...]]) -> None:
    """New posts are added; one that the source told and no longer tells becomes what it tells instead."""
    dropped = [row for row in before if row not in facts.posts and not row[3]]
    ours = [post for row in dropped for post in details.posts if _says(post, row)]
    for row in facts.posts:
        mark = work_mark(row[0], row[1])
        if row in before or mark in details.works:
            continue
        is_current = not row[3]
        details.works.add(mark)
        if is_current and ours:
            post = ours.pop(0)
            plan.changed_posts.append((post, row))
            plan.news.append((str(post), ", ".join(part for part in (row[1], row[0]) if part)))
        elif not (is_current and dropped and any(not post.until for post in details.posts)):
            plan.posts.append(row)


def _says(post: Post, row: tuple[str, ...]) -> bool:
    return (post.organisation, post.title, post.since, post.until) == row


def _lists(plan: Plan, details: Details, facts: Facts, told: dict[str, Any]) -> None:
    """Dates, addresses, tags and notes: what is new and not in the book is added."""
    _new(plan.dates, facts.dates, _rows(told, "dates"), details.dates, lambda row: date_mark(*row[:4]))
    _new(
        plan.addresses,
        facts.addresses,
        _rows(told, "addresses"),
        details.places,
        lambda row: place_mark(row[1:]),
    )
    _new(plan.tags, facts.tags, told.get("tags", ()), details.tags, str.lower)
    marks = told.get("notes", ())
    for text, at in facts.notes:
        mark = note_mark(text)
        if mark not in marks and mark not in details.notes:
            details.notes.add(mark)
            plan.notes.append((text, at))


def _rows(told: dict[str, Any], name: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in told.get(name, ())]


def _new(
    found: list[Any],
    rows: Collection[Any],
    told: Collection[Any],
    known: set[Any],
    mark: Callable[[Any], Any],
) -> None:
    for row in rows:
        is_told = row in told or mark(row) in told
        if not is_told and mark(row) not in known:
            known.add(mark(row))
            found.append(row)


def _links(plan: Plan, details: Details, facts: Facts, told: dict[str, Any]) -> None:
    before = {tuple(row[:3]) for row in told.get("links", ())}
    for row in facts.links:
        network, since, until, address = row
        if (network, _iso(since), _iso(until)) in before:
            continue
        there = [link for link in details.links if link.network == network]
        active = next((link for link in there if link.until is None), None)
        if active is not None:
            _change_link(plan, active, row)
        elif not any(link.until == until or _is_over(link, row) for link in there) and not _planned(
            plan, row
        ):
            plan.links.append((network, since, until, address))


def _change_link(plan: Plan, active: Link, row: LinkRow) -> None:
    """Several rows may tell of one link: it is changed once, to what they come to."""
    network, since, until, address = row
    told = next((now for link, now in plan.changed_links if link is active), None)
    before = told or (network, active.since, active.until, active.address)
    ends = until if until and (before[1] is None or before[1] <= until) else None
    now = (network, before[1] or since, before[2] or ends, before[3] or address)
    if now != before:
        others = [(link, one) for link, one in plan.changed_links if link is not active]
        plan.changed_links = [*others, (active, now)]


def _is_over(link: Link, row: LinkRow) -> bool:
    """Whether a link that ended is the one that is told of: what the owner ended does not come back by an old day."""
    _network, since, until, _address = row
    return link.until is not None and until is None and (since is None or since <= link.until)


def _planned(plan: Plan, row: LinkRow) -> bool:
    return any(one[0] == row[0] and one[2] == row[2] for one in plan.links)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _photo(plan: Plan, details: Details, facts: Facts, now: dict[str, Any], told: dict[str, Any]) -> None:
    """A picture where there is none, or in place of one of this source; lines that no page shows, as they are now."""
    digest, before = now.get("photo", ""), told.get("photo", "")
    is_free = details.photo is None and not before
    if digest and digest != before and (is_free or (details.photo is not None and details.photo == before)):
        plan.photo, plan.photo_digest, plan.had_photo = facts.photo, digest, details.photo is not None
        details.photo = digest
    kept = now.get("kept")
    has = (details.kept.uid, details.kept.lines) if details.kept else None
    if kept and kept != told.get("kept") and has != (facts.uid, facts.kept):
        plan.was_kept, plan.kept = details.kept, (facts.uid, facts.kept)
