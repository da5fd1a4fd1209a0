"""One card to a plain value: who it is of, and what it says, line by line."""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any

from domain import partial
from domain.cards import Property, VCard, line_of
from transfer.formats.names import DEGREES, LINEAGE
from transfer.formats.said import unique as unique_of_many
from transfer.formats.values import Asked, Card, LeftOut, PostSaid, TieSaid
from transfer.formats.vcard import about, reach, related
from transfer.formats.vcard.drafts import OURS, Draft, InGroup, NotAPerson

Handler = Callable[[Draft, Property], None]
MOST = 50
"""Posts, addresses, notes and the like of one card; those beyond are left out."""
MAX_KEPT = 500
MOST_RELATED = 5_000
"""Lines kept of one card; those beyond are left out."""
CIRCLES = ("inner", "close", "friends", "network")
NOT_PEOPLE = {
    "group": "a group, not a person",
    "org": "an organisation, not a person",
    "location": "a place, not a person",
    "device": "a device, not a person",
    "application": "a program, not a person",
    "thing": "a thing, not a person",
}
HANDLERS: Mapping[str, Handler] = {
    "ADR": about.address,
    "ANNIVERSARY": about.anniversary,
    "BDAY": about.birthday,
    "CATEGORIES": about.tags,
    "DEATHDATE": about.death,
    "EMAIL": reach.email,
    "FN": about.full_name,
    "IMPP": reach.impp,
    "KIND": about.kind,
    "N": about.name,
    "NICKNAME": about.nickname,
    "NOTE": about.note,
    "ORG": about.organisation,
    "PHOTO": about.photo,
    "PRODID": about.nothing,
    "RELATED": related.related,
    "REV": about.nothing,
    "ROLE": about.role,
    "SOCIALPROFILE": reach.social,
    "TEL": reach.phone,
    "TITLE": about.title,
    "UID": about.uid,
    "URL": reach.url,
    "X-ABADR": about.beside,
    "X-ABDATE": about.other_date,
    "X-ABLABEL": about.beside,
    "X-ABRELATEDNAMES": related.related,
    "X-ABSHOWAS": about.shown_as,
    "X-ADDRESSBOOKSERVER-KIND": about.kind,
    "X-ANNIVERSARY": about.anniversary,
    "X-MS-ANNIVERSARY": about.anniversary,
    "X-EVOLUTION-ANNIVERSARY": about.anniversary,
    "X-KADDRESSBOOK-X-ANNIVERSARY": about.anniversary,
    "X-MAIDENNAME": about.alias,
    "X-SOCIALPROFILE": reach.social,
    **{f"X-{name}": reach.messenger for name in reach.MESSENGERS},
    **{OURS + name: about.own for name in about.OWN},
    **dict.fromkeys(related.BY_NAME, related.related),
    OURS + "LINK": about.link,
    OURS + "RELATION": related.to_me,
    OURS + "POST": about.post,
}


def card_of(card: VCard, file: str, asked: Asked, faults: list[str], ties: list[TieSaid]) -> Card:
    """The card as a value; what is wrong with parts of it is added to `faults`, whom they know to `ties`.

    Raises NotAPerson for groups and organisations, and ValueError for a card that names nobody.
    """
    draft = Draft(asked.today, asked.day_first, named=labels(card.properties))
    keep = draft.kept.append
    for prop in card.properties:
        handler = HANDLERS.get(prop.name)
        if handler:
            handler(draft, prop)
        else:
            keep(prop)
    given, family, display = _names(draft)
    posts = unique_posts(draft)
    if draft.kind in NOT_PEOPLE or (draft.kind == "company" and not (given or family)):
        why = NOT_PEOPLE.get(draft.kind, NOT_PEOPLE["org"])
        raise NotAPerson(LeftOut(card.line, why, file))
    if not (given or family or display or draft.nickname):
        display = _instead(draft, posts)
    faults += draft.faults[:10]
    whole = Card(
        card.line, file, key=draft.uid, given=given, family=family, display=display, nickname=draft.nickname,
        aliases=unique(draft.aliases), emails=unique(draft.emails), phones=unique(draft.phones),
        profiles=unique(draft.profiles), handles=tuple(dict.fromkeys(draft.handles))[:MOST], posts=posts,
        dates=about.dates_once(draft.dates), addresses=tuple(dict.fromkeys(draft.addresses))[:MOST],
        links=tuple(draft.links[:MOST]), tags=unique(draft.tags), notes=tuple(draft.notes[:MOST]), photo=draft.photo,
        uid=draft.uid, kept=_kept(draft), **_own(draft),
    )  # fmt: skip
    ties += islice(related.ties_of(draft, whole), MOST_RELATED)
    return whole


def take(draft: Draft, prop: Property) -> None:
    """Let one line say what it says; what we have no place for is kept."""
    handler = HANDLERS.get(prop.name)
    if handler:
        handler(draft, prop)
    else:
        draft.kept.append(prop)


def labels(properties: list[Property]) -> dict[str, str]:
    """What each group of lines is called."""
    return {
        prop.group: about.label(prop.text) for prop in properties if prop.group and prop.name == "X-ABLABEL"
    }


def unique(texts: Sequence[str]) -> tuple[str, ...]:
    """The texts without repetitions in whatever case; most cards have one or none."""
    return unique_of_many(texts) if len(texts) > 1 else tuple(texts)


def unique_posts(draft: Draft) -> tuple[PostSaid, ...]:
    """Titles beside their organisations: by group, else in their order."""
    titles, posts = draft.titles[:MOST], draft.posts[:MOST]
    for place, organisation in enumerate(draft.organisations[:MOST]):
        title = _beside(titles, organisation.group, is_first=place == 0)
        posts.append(PostSaid(organisation.text, title.text, organisation.since or title.since))
    posts += [PostSaid("", title.text, title.since) for title in titles]
    return tuple(dict.fromkeys(posts))[:MOST]


def _beside(titles: list[InGroup], group: str, *, is_first: bool) -> InGroup:
    """The title of an organisation, taken out of the list; without a group the next one that has none either."""
    found = next((title for title in titles if title.group == group), None)
    if found is None and is_first and titles:
        found = titles[0]
    if found is None:
        return InGroup(group, "")
    titles.remove(found)
    return found


def _names(draft: Draft) -> tuple[str, str, str]:
    """Given name, family name, and the name shown where it is not just these two."""
    full = draft.full[0] if draft.full else ""
    draft.aliases += draft.full[1:]
    if draft.name is None:
        return _parted(full)
    family, given = draft.name[0], draft.name[1]
    return given, family, "" if full == f"{given} {family}".strip() else full


def _parted(full: str) -> tuple[str, str, str]:
    """A whole name without its parts: the last word is the family name, or what stands before a comma.

    What follows a comma may also be a degree; then the name is shown as it is.
    """
    before, _, after = full.partition(", ")
    follows = after.replace(".", "").lower()
    if after and follows not in DEGREES | LINEAGE:
        return after, before, ""
    given, _, family = before.rpartition(" ")
    return given or family, family if given else "", full if after else ""


def _instead(draft: Draft, posts: tuple[PostSaid, ...]) -> str:
    """What stands for a missing name; nothing where an address does."""
    if draft.emails or draft.phones or draft.profiles or draft.handles:
        return ""
    if posts and posts[0].organisation:
        return posts[0].organisation
    raise ValueError("has no name, e-mail address or number")


def _kept(draft: Draft) -> tuple[str, ...]:
    kept = draft.kept
    if draft.beside:
        groups = {prop.group for prop in kept}
        kept = kept + [prop for prop in draft.beside if prop.group in groups]
    return tuple(map(line_of, kept[:MAX_KEPT]))


def _own(draft: Draft) -> dict[str, Any]:
    """What only our own lines say."""
    said = draft.own
    if not said:
        return {}
    circle = said.get("CIRCLE", "").lower()
    try:
        met_on = partial.parse(said["MET-ON"]) if "MET-ON" in said else ""
    except ValueError:
        met_on = ""
    return {
        "place": said.get("PLACE", ""),
        "met_how": said.get("MET-HOW", ""),
        "met_where": said.get("MET-WHERE", ""),
        "met_on": met_on,
        "circle": circle if circle in CIRCLES else "",
        "is_pinned": "PINNED" in said,
        "is_family": "FAMILY" in said,
        "is_deceased": "DECEASED" in said,
    }
