"""What the lines of a card say about somebody, but for how to reach them."""

from collections.abc import Sequence
from datetime import date, datetime

from domain import partial
from domain.cards import Day, Property, read_day, read_photo
from transfer.formats.names import MAX_NAME, clean
from transfer.formats.said import lines_of
from transfer.formats.values import AddressSaid, DateSaid, LinkSaid, NoteSaid, PostSaid
from transfer.formats.vcard.drafts import MAX_LABEL, MAX_SHORT, MAX_TAG, OUR_GROUPS, OURS, Draft, InGroup
from transfer.formats.yearly import parse_yearly

MAX_TEXT = 100_000
MOST_ITEMS = 200
MAX_PHOTO = 9 * 1024 * 1024
ALIAS = "x-alias"
"""The type of our own NICKNAME lines that hold other names."""
OWN = ("CIRCLE", "DECEASED", "FAMILY", "MET-HOW", "MET-ON", "MET-WHERE", "PINNED", "PLACE")
SYSTEM_TAGS = frozenset({"mycontacts", "* mycontacts"})
SIZES = (100, 200, 300, 120, 120, 30, 120)
"""What the columns hold of PO box, flat, street, town, region, postal code and country."""
KINDS = ("birthday", "anniversary", "other")


def nothing(draft: Draft, prop: Property) -> None:
    """A line that says nothing to anybody else."""


def beside(draft: Draft, prop: Property) -> None:
    draft.beside.append(prop)


def full_name(draft: Draft, prop: Property) -> None:
    text = clean(prop.text)[:MAX_NAME]
    draft.full += [text] if text else []


def name(draft: Draft, prop: Property) -> None:
    """Family and given name; the line is kept for middle names, titles and what follows a name."""
    parts = [clean(part)[:MAX_NAME] if part else "" for part in prop.parts[:5]]
    parts += [""] * (5 - len(parts))
    if draft.name is None:
        draft.name = parts
    if any(parts[2:]):
        draft.kept.append(prop)


def nickname(draft: Draft, prop: Property) -> None:
    names = [found for item in prop.items[:MOST_ITEMS] if (found := clean(item)[:MAX_NAME])]
    if names and not draft.nickname and ALIAS not in prop.types:
        draft.nickname = names.pop(0)
    draft.aliases += names


def alias(draft: Draft, prop: Property) -> None:
    text = clean(prop.text)[:MAX_NAME]
    draft.aliases += [text] if text else []


def kind(draft: Draft, prop: Property) -> None:
    draft.kind = prop.text.strip().lower()


def shown_as(draft: Draft, prop: Property) -> None:
    """Where a program shows a card as that of a company; such a card is nobody's unless it names a person."""
    if prop.text.strip().upper() == "COMPANY":
        draft.kind = draft.kind or "company"
    draft.kept.append(prop)


def uid(draft: Draft, prop: Property) -> None:
    draft.uid = clean(prop.text).removeprefix("urn:uuid:")[:300]


def organisation(draft: Draft, prop: Property) -> None:
    """The organisation; the line is kept for the departments that follow."""
    parts = [clean(part)[:MAX_SHORT] for part in prop.parts]
    if parts[0]:
        draft.organisations.append(InGroup(prop.group, parts[0], _since(prop)))
    if any(parts[1:]):
        draft.kept.append(prop)


def title(draft: Draft, prop: Property) -> None:
    if text := clean(prop.text)[:MAX_SHORT]:
        draft.titles.append(InGroup(prop.group, text, _since(prop)))


def role(draft: Draft, prop: Property) -> None:
    """What somebody does there, where no title says it."""
    if draft.titles:
        draft.kept.append(prop)
    else:
        title(draft, prop)


def post(draft: Draft, prop: Property) -> None:
    """Our own line for a post that is not the present one: organisation, title, since, until."""
    texts = [clean(part)[:MAX_SHORT] for part in prop.parts] + [""] * 4
    if texts[0] or texts[1]:
        draft.posts.append(PostSaid(texts[0], texts[1], _partial(texts[2]), _partial(texts[3])))


def birthday(draft: Draft, prop: Property) -> None:
    _date(draft, prop, "birthday", "")


def anniversary(draft: Draft, prop: Property) -> None:
    _date(draft, prop, "anniversary", "")


def other_date(draft: Draft, prop: Property) -> None:
    """A day with a label beside it, which may say that it is a birthday or an anniversary after all."""
    words = draft.label(prop)
    told = next((one for one in KINDS if one in prop.types), "") or words.lower() * (words.lower() in KINDS)
    is_said = words.lower() == told
    _date(draft, prop, told or "other", "" if is_said else words or ("" if told else "Day"))


def death(draft: Draft, prop: Property) -> None:
    draft.own["DECEASED"] = "1"
    draft.kept.append(prop)


def address(draft: Draft, prop: Property) -> None:
    """A postal address. Its line is kept where a label or more than home or work stands beside it."""
    parts = [_in_one_line(part)[:size] for part, size in zip(prop.parts, SIZES, strict=False)]
    if not any(parts):
        return
    po_box, extended, street, city, region, postal_code, country = parts + [""] * (7 - len(parts))
    words = draft.label(prop) or next((one.capitalize() for one in ("home", "work") if one in prop.types), "")
    draft.addresses.append(
        AddressSaid(words[:MAX_LABEL], street, extended, po_box, postal_code, city, region, country)
    )
    if prop.types - {"home", "work"} or (prop.group and not prop.group.startswith(OUR_GROUPS)):
        draft.kept.append(prop)


def _in_one_line(text: str) -> str:
    """Lines of a street apart by commas, so that "3" and "2. Stock" are not read as one number."""
    if "\n" not in text and "\r" not in text:
        return clean(text)
    return ", ".join(line for one in text.splitlines() if (line := clean(one).rstrip(", ")))


def tags(draft: Draft, prop: Property) -> None:
    names = (clean(item)[:MAX_TAG] for item in prop.items[:MOST_ITEMS])
    draft.tags += [one for one in names if one and one.lower() not in SYSTEM_TAGS]


def note(draft: Draft, prop: Property) -> None:
    text = prop.text
    plain = text[:MAX_TEXT].strip() if text.isascii() and text.isprintable() else lines_of(text)
    if plain:
        draft.notes.append(NoteSaid(plain, _moment(prop.param(OURS + "AT"))))


def photo(draft: Draft, prop: Property) -> None:
    """A picture in the card; one that lies elsewhere is never fetched, its line is kept."""
    if len(prop.value) > MAX_PHOTO // 3 * 4:
        draft.faults.append(f"has a photo of more than {MAX_PHOTO // 1024 // 1024} MB")
    elif data := read_photo(prop):
        draft.photo = draft.photo or data
    elif prop.value.strip() and len(prop.value) < MAX_TEXT:
        draft.kept.append(prop)


def link(draft: Draft, prop: Property) -> None:
    """Our own line for a link on a network: network, since, until, address."""
    network, since, until, where = ([clean(part) for part in prop.parts] + [""] * 4)[:4]
    if network:
        draft.links.append(LinkSaid(network[:20], _iso(since), _iso(until), where[:500]))


def own(draft: Draft, prop: Property) -> None:
    draft.own[prop.name.removeprefix(OURS)] = clean(prop.text)[:MAX_SHORT]


def label(text: str) -> str:
    """A label as its reader knows it: `_$!<Anniversary>!$_` is Anniversary."""
    return clean(text.replace("_$!<", "").replace(">!$_", ""))[:100]


def dates_once(dates: Sequence[DateSaid]) -> tuple[DateSaid, ...]:
    """Each day once, whatever lines tell it; the one that knows the year wins."""
    if len(dates) < 2:
        return tuple(dates)
    found: dict[tuple[object, ...], DateSaid] = {}
    for said in dates:
        known = found.setdefault((said.kind, said.month, said.day, said.label.lower()), said)
        if known.year is None and said.year:
            found[(said.kind, said.month, said.day, said.label.lower())] = said
    return tuple(found.values())[:30]


def _date(draft: Draft, prop: Property, told: str, words: str) -> None:
    day = read_day(prop) or _written_day(draft, prop)
    if day and not _is_to_come(day, draft.today):
        draft.dates.append(DateSaid(told, day.month, day.day, day.year, words))
    elif text := clean(prop.text)[:MAX_LABEL]:
        draft.faults.append(f"“{text}” is no day that can be meant")
        draft.kept.append(prop)


def _written_day(draft: Draft, prop: Property) -> Day | None:
    """A day as people write it; not one of no year at all, as in `1985`."""
    found = parse_yearly(prop.text, day_first=draft.day_first, today=draft.today)
    return Day(found.month, found.day, found.year) if found else None


def _is_to_come(day: Day, today: date) -> bool:
    year = day.year or 0
    return year >= today.year and date(year, day.month, day.day) > today


def _since(prop: Property) -> str:
    return _partial(prop.param(OURS + "SINCE")) if len(prop.params) else ""


def _partial(text: str) -> str:
    try:
        return partial.parse(text) if text else ""
    except ValueError:
        return ""


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None
