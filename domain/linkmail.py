"""Whatever one pastes of an invitation, read as far as it can be.

A whole mail of a network, a name with an address and a note in lines, or one of them alone. Nothing is guessed
that the text does not say; what was read is to be looked over unless it `is_sure`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.linkmailcards import CARD_LINES, card_of, is_card_line
from domain.linkmailnames import GREETING, announced, is_name, is_whole_name, network_in, tidy_name
from domain.linkmailpages import address_of, best_profile, page_elsewhere, pages_in, without_pages
from domain.linkmailtext import READ_AT_MOST, lines_of, unquoted
from domain.linkmailtrim import HEAD, INTRODUCED, begins_foot, is_mutual, is_trimming
from domain.names import fold

HEADS_OF_A_MAIL = 2
LINES_BEFORE_A_FOOT = 1


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who asks to be linked, as a text tells it; what it does not tell is empty.

    `network` is a key such as "linkedin". `is_sure`: a mail announces this person on this network. `left` is what
    was understood to be none of the rest: lines about mutual contacts, and all behind the first 20,000 characters.
    """

    name: str = ""
    title: str = ""
    company: str = ""
    place: str = ""
    address: str = ""
    message: str = ""
    network: str = ""
    is_sure: bool = False
    left: str = ""


@dataclass(slots=True)
class _Reading:
    """What was read so far."""

    name: str
    is_announced: bool
    is_one: bool = True
    card: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    expects_card: bool = False
    is_strict: bool = True


def read_invitation(text: str) -> Arrival:
    """Who asks, and what they say. Any text gives an answer; of a novel the beginning is read."""
    heads, body = _apart(lines_of(text))
    names = [name for line in (heads.get("subject", ""), *body) if (name := announced(line)[0])]
    name = _fullest(names) or _sender(heads.get("from", ""))
    reading = _Reading(name or _first_name(body), bool(name), _are_one(names))
    pages = [page for line in body for page in pages_in(line)]
    _walk(reading, body)
    return _arrival(reading, pages, " ".join([*heads.values(), *body]), text[READ_AT_MOST:].strip())


def _apart(lines: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """The heads of a mail, which are one only where there are several, and the rest."""
    found = [(match, line) for line in lines if (match := HEAD.fullmatch(line))]
    if len(found) < HEADS_OF_A_MAIL:
        return {}, list(lines)
    heads: dict[str, str] = {}
    for match, _line in found:
        field_name = {"von": "from", "betreff": "subject"}.get(match["field"].lower(), match["field"].lower())
        heads.setdefault(field_name, match["said"])
    gone = {line for _match, line in found}
    return {name: heads[name] for name in ("from", "subject") if name in heads}, [
        line for line in lines if line not in gone
    ]


def _fullest(names: Sequence[str]) -> str:
    """The first name that was announced, in the longest form in which the mail writes it."""
    same = [name for name in names if _are_one([names[0], name])]
    return max(same, key=lambda name: len(name.split()), default="")


def _are_one(names: Sequence[str]) -> bool:
    return len({fold(name).split(" ")[0] for name in names}) <= 1


def _sender(text: str) -> str:
    """Who a network says that a mail is from: "Ada Lindqvist via LinkedIn <invitations@linkedin.com>"."""
    shown, _, address = text.partition("<")
    is_ours = any(host in address.lower() for host in ("linkedin.com", "xing.com", "facebookmail.com"))
    name = tidy_name(shown.split(" via ")[0].split(" über ")[0])
    return name if is_ours and is_whole_name(name) and not network_in(name) else ""


def _first_name(body: Sequence[str]) -> str:
    """The name that stands first in a text that announces nobody, with or without an address behind it."""
    spoken = [without_pages(line) for line in body if line]
    first = next((line.rstrip(",:") for line in spoken if line), "")
    return first if is_whole_name(first) and not GREETING.match(first) else ""


def _walk(reading: _Reading, body: Sequence[str]) -> None:
    for count, line in enumerate(body):
        if count >= LINES_BEFORE_A_FOOT and reading.is_announced and begins_foot(line):
            return
        _take(reading, line)


def _take(reading: _Reading, line: str) -> None:
    """Take one line for what it is."""
    bare = without_pages(line)
    if not bare:
        if not line and reading.said:
            reading.said.append("")
        reading.expects_card = reading.expects_card and not line
        return
    name, behind = announced(bare) if reading.is_announced else ("", "")
    if name:
        _announce(reading, behind)
    elif reading.is_announced and is_trimming(bare):
        reading.expects_card = False
    elif reading.is_announced and is_mutual(bare):
        reading.left.append(bare)
    elif (card := _behind_name(reading, bare)) is not None:
        reading.card = [card] if card else reading.card
        reading.expects_card, reading.is_strict = True, not reading.is_announced
    elif _goes_on_card(reading, bare):
        reading.card.append(bare)
    else:
        reading.expects_card = False
        reading.said.append(INTRODUCED.sub("", bare, count=1) if reading.is_announced else bare)


def _announce(reading: _Reading, behind: str) -> None:
    """A greeting before an announcement is the network's; what stands behind it was said."""
    said = [line for line in reading.said if line]
    if said and GREETING.fullmatch(said[-1]):
        reading.said.remove(said[-1])
    if behind and not is_trimming(behind):
        reading.said.append(behind)
    reading.expects_card, reading.is_strict = True, True


def _behind_name(reading: _Reading, line: str) -> str | None:
    """What follows the name in a line that begins with it; None for any other line."""
    bare = line.lstrip("-–— ")
    if reading.name and fold(bare) == fold(reading.name):
        return ""
    if bare != line and is_name(bare) and set(fold(bare).split()) <= set(fold(reading.name).split()):
        return ""
    rest = bare.removeprefix(reading.name) if reading.name else bare
    if len(rest) < len(bare) and rest.startswith((", ", " | ", " - ", " – ", " · ")):
        return rest.strip(",|-–· ")
    return None


def _goes_on_card(reading: _Reading, line: str) -> bool:
    return (
        reading.expects_card
        and len(reading.card) < CARD_LINES
        and is_card_line(line, strictly=reading.is_strict and not reading.card)
    )


def _arrival(reading: _Reading, pages: list[str], whole: str, rest: str) -> Arrival:
    key = best_profile(pages, reading.name)
    title, company, place = card_of(reading.card)
    network = key.network if key else network_in(whole)
    address = address_of(key) if key else ""
    return Arrival(
        reading.name,
        title,
        company,
        place,
        address or ("" if reading.is_announced else page_elsewhere(pages)),
        unquoted(_paragraphs(reading.said)),
        network,
        reading.is_announced and reading.is_one and bool(network) and not rest,
        "\n".join([*reading.left, *([rest] if rest else [])]),
    )


def _paragraphs(lines: Sequence[str]) -> str:
    """The lines with at most one blank one between them."""
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip()
