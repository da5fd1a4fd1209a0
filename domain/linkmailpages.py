"""Addresses of profiles in a text, also behind the detours that mails send one through."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, urlsplit

from domain.keys import ProfileKey, profile_address, profile_key
from domain.names import fold

LONGEST = 500
# What an address in a mail may be that is nobody's page; a network writes these like names.
NO_PERSON = {"n", "help", "friends", "confirm", "requests", "comm", "company", "mynetwork"}
OF_NETWORKS = (
    "linkedin.com",
    "licdn.com",
    "lnkd.in",
    "xing.com",
    "facebook.com",
    "facebookmail.com",
    "fb.me",
)
_PAGE = re.compile(
    r"(?<![\w@.-])(?:https?://|www\.|(?:[a-z]{2,3}\.)?(?:linkedin|xing|facebook|instagram|twitter|github|x)\.com/)"
    r"[^\s<>\"“”]{1,1500}|(?<![\w@.-])@[\w.-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,60}){1,4}",
    re.IGNORECASE,
)
_DETOUR = re.compile(r"(linkedin\.com)/(?:comm|mwlite|m)/(?=in/)|(facebook\.com)/n/\?", re.IGNORECASE)
_ENDS = ".,;:!?)]}'*_"


def pages_in(line: str) -> list[str]:
    """The addresses in a line, without what follows them in a sentence."""
    return [found.rstrip(_ENDS) for found in _PAGE.findall(line)]


def without_pages(line: str) -> str:
    """A line without the addresses of networks in it; addresses elsewhere belong to what is said."""
    bare = _PAGE.sub(lambda found: "" if _is_of_network(found[0]) else found[0], line)
    if bare == line:
        return "" if _PAGE.fullmatch(line.strip("<>[]()")) else line
    return re.sub(r"[<(\[]\s*[>)\]]|[\[\]]", "", bare).strip(" :-–|")


def profile_in(page: str) -> ProfileKey | None:
    """Whose profile an address leads to, also through a detour; None where it is nobody's."""
    for way in _ways(page):
        key = profile_key(way)
        if key and key.slug not in NO_PERSON and not key.slug.endswith(".php"):
            return key
    return None


def best_profile(pages: list[str], name: str) -> ProfileKey | None:
    """Of the profiles among addresses the one that sounds like the name, else the first."""
    keys = [key for page in pages if (key := profile_in(page))]
    words = set(fold(name).split())
    return max(keys, key=lambda key: len(words & set(fold(key.slug).split())), default=None)


def address_of(key: ProfileKey) -> str:
    """A web address of a profile, in one spelling for all detours."""
    if key.network == "linkedin":
        return f"https://www.linkedin.com/in/{quote(key.slug)}"
    if key.network == "mastodon":
        name, _, host = key.slug.partition("@")
        return f"https://{host}/@{name}"
    return profile_address(key.network, key.slug)


def page_elsewhere(pages: list[str]) -> str:
    """The first address that belongs to no network, or ""."""
    return next((page for page in pages if not _is_of_network(page) and len(page) <= LONGEST), "")


def _is_of_network(page: str) -> bool:
    host = re.sub(r"^https?://", "", page.lower()).split("/", 1)[0]
    return profile_in(page) is not None or any(host == one or host.endswith(f".{one}") for one in OF_NETWORKS)


def _ways(page: str) -> Iterator[str]:
    yield page
    yield _DETOUR.sub(lambda found: f"{found[1] or found[2]}/", page).replace("&", "?", 1)
    try:
        said = parse_qsl(urlsplit(page).query)
    except ValueError:
        return
    for _name, value in said:
        if value.startswith(("https://", "http://")):
            yield _DETOUR.sub(lambda found: f"{found[1] or found[2]}/", value)
