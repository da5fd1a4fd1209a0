"""Plain keys for the ways a person can be recognised: profile addresses, e-mails, phones and handles.

Two spellings of one identity give one key; what is no identity gives None.
Keys are for matching, not for showing.
"""

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit

import phonenumbers

MAX_ADDRESS = 2_000
MAX_EMAIL = 254
MAX_HANDLE = 100

HOSTS = {
    "linkedin.com": "linkedin",
    "facebook.com": "facebook",
    "fb.com": "facebook",
    "x.com": "x",
    "twitter.com": "x",
    "instagram.com": "instagram",
    "xing.com": "xing",
    "github.com": "github",
}
MASTODON_HOSTS = {"fosstodon.org", "hachyderm.io", "chaos.social", "mas.to", "infosec.exchange", "troet.cafe"}
# Addresses of these networks name the person after a fixed word: /in/NAME, /profile/NAME.
WORD_BEFORE = {"linkedin": "in", "xing": "profile"}
SHAPES = {
    "linkedin": r"[^\s/?#]{1,200}",
    "facebook": r"[a-z0-9.]{3,60}",
    "x": r"[a-z0-9_]{1,15}",
    "instagram": r"[a-z0-9_.]{1,30}",
    "xing": r"[^\s/?#]{1,200}",
    "github": r"[a-z0-9][a-z0-9-]{0,38}",
    "mastodon": r"[a-z0-9_](?:[a-z0-9_.-]{0,60}[a-z0-9_])?@(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}",
}
# First words of addresses that lead to a page of the network, not to a person.
PAGES = """
    about accounts ads direct events explore features groups hashtag help home i intent jobs login marketplace
    messages notifications orgs p pages people photo.php pricing privacy profile.php public reel reels search
    settings share sharer.php signup stories story.php topics tos tv watch
"""
NO_PERSON = frozenset(PAGES.split())

_SUBDOMAIN = re.compile(r"^(?:www|m|mobile|mbasic|touch|web|[a-z]{2}(?:-[a-z]{2})?)\.")
_UNSAFE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd\\<>\"]")
_FEDIVERSE_HANDLE = re.compile(r"@[^@/\s]+@[^@/\s]+")
_EMAIL = re.compile(
    r"[^\s\x00-\x1f@,;:<>()\"]+@(?:[^\s\x00-\x1f@,;:<>()\".]+\.)+[^\s\x00-\x1f@,;:<>()\".]{2,}"
)


class ProfileKey(NamedTuple):
    """One person's page on one network, e.g. ProfileKey("linkedin", "anna-bell")."""

    network: str
    slug: str


def profile_key(url: str) -> ProfileKey | None:
    """The network and slug behind a profile address, or None when it names no person on a known network.

    Scheme, `www.` and country hosts, query, fragment and trailing slash do not matter; the slug is
    percent-decoded, NFC and lower-case. Also reads Mastodon handles (`@name@host`). Never raises.
    Example: "https://de.linkedin.com/in/Zo%C3%AB/?x=1" gives ("linkedin", "zoë").
    """
    text = url.strip()
    if not text or len(text) > MAX_ADDRESS or _UNSAFE.search(text):
        return None
    if _FEDIVERSE_HANDLE.fullmatch(text):
        return _checked("mastodon", text[1:])
    parts = _web_address(text)
    if parts is None:
        return None
    host = _SUBDOMAIN.sub("", (parts.hostname or "").rstrip("."))
    segments = [_plain(segment) for segment in parts.path.split("/") if segment]
    network = HOSTS.get(host)
    if network is None:
        return _mastodon(host, segments)
    return _checked(network, _slug(network, segments, parts.query))


def profile_address(network: str, slug: str) -> str:
    """An address that `profile_key` reads as this key; empty for a network that it does not know."""
    if network == "mastodon":
        return f"@{slug}"
    host = next((host for host, name in HOSTS.items() if name == network), "")
    before = f"{WORD_BEFORE[network]}/" if network in WORD_BEFORE else ""
    return f"https://{host}/{before}{quote(slug)}" if host and slug else ""


def email_key(text: str) -> str | None:
    """The address in lower case without `mailto:` or a name around it, or None when it is no address."""
    address = unicodedata.normalize("NFC", text).strip()
    if address.endswith(">") and "<" in address:
        address = address[address.rindex("<") + 1 : -1]
    address = address.strip().lower().removeprefix("mailto:")
    if len(address) > MAX_EMAIL or not _EMAIL.fullmatch(address):
        return None
    return address


def phone_key(text: str, region: str | None = None) -> str | None:
    """The number in E.164 ("+41446681800"), or None when it is not a valid number.

    `region` (two letters, e.g. "CH") reads numbers without a country code; else those give None.
    """
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def handle_key(text: str) -> str | None:
    """A handle without its `@`, NFC and lower-case, or None when it is empty, too long or holds spaces."""
    handle = _folded(text.strip()).removeprefix("@")
    if not handle or len(handle) > MAX_HANDLE or _UNSAFE.search(handle):
        return None
    return handle


def _web_address(text: str) -> SplitResult | None:
    """The parts of an http(s) address, with or without its scheme; None for another scheme or a user name."""
    if not re.match(r"https?://", text, re.IGNORECASE):
        if "://" in text:
            return None
        text = "https://" + text.lstrip("/")
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return None if "@" in parts.netloc else parts


def _plain(segment: str) -> str:
    return _folded(unquote(segment))


def _folded(text: str) -> str:
    lowered = unicodedata.normalize("NFC", text).lower()
    return unicodedata.normalize("NFC", lowered)


def _slug(network: str, segments: list[str], query: str) -> str:
    word = WORD_BEFORE.get(network)
    if word is not None:
        return segments[1] if len(segments) > 1 and segments[0] == word else ""
    if network == "facebook" and segments:
        return _facebook_slug(segments, query)
    return segments[0].removeprefix("@") if len(segments) == 1 else ""


def _facebook_slug(segments: list[str], query: str) -> str:
    if segments[0] == "profile.php":
        return _digits(parse_qs(query).get("id", [""])[0])
    if segments[0] == "people" and len(segments) == 3:
        return _digits(segments[2])
    return segments[0] if len(segments) == 1 else ""


def _digits(text: str) -> str:
    return text if re.fullmatch(r"[0-9]{3,30}", text) else ""


def _mastodon(host: str, segments: list[str]) -> ProfileKey | None:
    """`https://HOST/@name` and `/users/name`, on hosts known to run Mastodon: others write `/@name` too."""
    known = host in MASTODON_HOSTS or host.endswith(".social") or "mastodon" in host or "mstdn" in host
    if not known:
        return None
    if len(segments) == 1 and segments[0].startswith("@"):
        return _checked("mastodon", f"{segments[0][1:]}@{host}")
    if len(segments) == 2 and segments[0] == "users":
        return _checked("mastodon", f"{segments[1]}@{host}")
    return None


def _checked(network: str, slug: str) -> ProfileKey | None:
    slug = _folded(slug)
    if _UNSAFE.search(slug) or slug in {".", ".."} or not re.fullmatch(SHAPES[network], slug):
        return None
    if network not in WORD_BEFORE and slug in NO_PERSON:
        return None
    return ProfileKey(network, slug)
