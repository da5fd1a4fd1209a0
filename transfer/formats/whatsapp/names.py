"""Who is in a chat, and who of them is the owner."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from domain.names import fold
from transfer.formats.values import Party

TITLES = (
    "whatsapp chat with", "whatsapp chat mit", "whatsapp-chat mit", "chat de whatsapp con", "chat whatsapp con",
    "discussion whatsapp avec", "conversation whatsapp avec", "chat whatsapp com", "conversa do whatsapp com",
    "conversa com", "whatsapp-chat met", "whatsapp chat met", "whatsapp-chat med", "whatsapp chat -", "whatsapp-chat -",
    "chat whatsapp -", "whatsapp chat", "whatsapp-chat",
)  # fmt: skip
"""What file names begin with before the name of the person or group; longer ones first."""
_PHONE = re.compile(r"\+?[\d\s().\u2010-\u2015-]{7,25}")
_COPY = re.compile(r" ?\(\d{1,3}\)$")


def title_of(path: str) -> str:
    """The person or group that a file or its folder is named after; "" where it is named after nobody."""
    for part in reversed(path.replace("\\", "/").split("/")):
        base = _COPY.sub("", part.removesuffix(".txt").removesuffix(".zip").strip()).strip()
        for begin in TITLES:
            if base.lower().startswith(begin):
                return _COPY.sub("", base[len(begin) :].lstrip(" -–_").strip())
    return ""


def party_of(name: str) -> Party:
    """Somebody by name, or by number where the phone did not know them."""
    if _PHONE.fullmatch(name) and sum(letter.isdigit() for letter in name) >= 7:
        return Party(phone=name)
    return Party(name=name)


def owner_in(names: Iterable[str], own_names: frozenset[str], title: str, notices: Mapping[str, int]) -> str:
    """Which of the names in a chat is the owner's; "" where the chat does not tell.

    One of the owner's names; else, of two, the one after whom the chat is not named. A chat's own notices are in
    the name of the other one.
    """
    found = list(names)
    mine = [name for name in found if fold(name) in own_names]
    if mine:
        return mine[0]
    if len(found) > 2:
        return ""
    named = {fold(title), *map(fold, notices)} - {""}
    others = [name for name in found if fold(name) in named]
    rest = [name for name in found if fold(name) not in named]
    return rest[0] if others and len(rest) == 1 else ""


def conversation_of(title: str, notices: Counter[str], others: Iterable[str]) -> str:
    """A key of the chat that is the same in the next export: by its name, else by who is in it."""
    named = fold(title) or fold(next(iter(notices), ""))
    text = named or "|".join(sorted(map(fold, others)))
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
