"""How one reaches a person: what was typed, with the key it is known by."""

from typing import NamedTuple

from domain.keys import email_key, handle_key, phone_key, profile_key
from domain.names import fold

KINDS = {
    "email": "an e-mail address",
    "phone": "a phone number",
    "profile": "the address of a profile, such as https://www.linkedin.com/in/ada",
    "handle": "a handle, such as @ada",
    "alias": "a name",
}
LONGEST_KEY, LONGEST_SHOWN = 300, 500


class Reach(NamedTuple):
    """An identity of a person: network ("" for most kinds), key to match by, and what is shown."""

    network: str
    key: str
    shown: str


def read_reach(kind: str, text: str, region: str | None = None) -> Reach:
    """An e-mail, phone, profile, handle or alias from text. `region` is for phones written without +49.

    A phone number that is not valid keeps its folded form as key. Raises ValueError for text that is not of its kind.
    Example: ("email", " Ada@Example.org ") → Reach("", "ada@example.org", "Ada@Example.org").
    """
    text = text.strip()
    if kind == "profile":
        found = _profile(text)
    elif kind == "email":
        found = Reach("", email_key(text) or "", text)
    elif kind == "phone":
        found = Reach("", phone_key(text, region) or fold(text), text)
    elif kind == "handle":
        found = Reach("", handle_key(text) or "", text)
    else:
        found = Reach("", fold(text), text)
    if not found.key:
        raise ValueError(f"“{text[:60]}” is not {KINDS[kind]}.")
    return Reach(found.network, found.key[:LONGEST_KEY], found.shown[:LONGEST_SHOWN])


def _profile(text: str) -> Reach:
    profile = profile_key(text)
    is_web = text.lower().startswith(("https://", "http://")) and " " not in text
    if profile:
        return Reach(profile.network, profile.slug, text if is_web else f"https://{text}")
    return Reach("web", text.split("://", 1)[1].rstrip("/").lower(), text) if is_web else Reach("", "", text)
