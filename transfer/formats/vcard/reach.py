"""How the lines of a card say to reach somebody."""

from urllib.parse import unquote

from domain.cards import Property
from domain.identity import email_key, handle_key, profile_key
from domain.keys import profile_address
from transfer.formats.names import clean
from transfer.formats.vcard.drafts import OURS, Draft

MAX_ADDRESS = 500
MAX_NUMBER = 60
MAX_NETWORK = 20
PROFILE = "profile"
"""What our own URL lines are, in a parameter: the page of a person, whatever network it is on."""
USUAL = frozenset({"internet", "voice"})
"""Types that say nothing."""
OTHER_NAMES = {"twitter": "x", "gtalk": "googletalk", "google-talk": "googletalk", "skype-username": "skype"}
MESSENGERS = (
    "AIM", "DISCORD", "FACEBOOK", "GADUGADU", "GITHUB", "GOOGLE-TALK", "GROUPWISE", "GTALK", "ICQ", "INSTAGRAM",
    "JABBER", "LINKEDIN", "MASTODON", "MATRIX", "MSN", "QQ", "SIGNAL", "SKYPE", "SKYPE-USERNAME", "TELEGRAM",
    "TWITTER", "WECHAT", "WHATSAPP", "XING", "YAHOO", "THREEMA",
)  # fmt: skip


def email(draft: Draft, prop: Property) -> None:
    text = clean(prop.text)
    if email_key(text):
        draft.emails.append(text.removeprefix("mailto:"))
        _dress(draft, prop)
    elif text:
        draft.kept.append(prop)
        draft.faults.append(f"“{text[:60]}” is no e-mail address")


def phone(draft: Draft, prop: Property) -> None:
    """A number; one that is only a fax is kept as a line."""
    text = clean(prop.text).removeprefix("tel:").replace(";ext=", " ext. ")[:MAX_NUMBER]
    types = prop.types
    if not any(letter.isdecimal() for letter in text) or ("fax" in types and "voice" not in types):
        draft.kept += [prop] if text else []
        return
    draft.phones.append(text)
    _dress(draft, prop)


def url(draft: Draft, prop: Property) -> None:
    """The page of a person on a network we know; another page is a company's more often than not, and kept."""
    text = clean(prop.text)[:MAX_ADDRESS]
    is_ours = prop.param(OURS + "URL") == PROFILE
    if is_ours or profile_key(text):
        draft.profiles.append(text)
        if not is_ours:
            _dress(draft, prop)
    elif text:
        draft.kept.append(prop)


def social(draft: Draft, prop: Property) -> None:
    """X-SOCIALPROFILE, and SOCIALPROFILE of RFC 9554: an address, or a name on a network."""
    text = clean(prop.text)[:MAX_ADDRESS]
    named = prop.param("X-USER") or prop.param("USERNAME")
    service = prop.param("SERVICE-TYPE") or next(
        (one for one in sorted(prop.types) if one not in ("pref",)), ""
    )
    if profile_key(text) or (text.lower().startswith(("https://", "http://")) and not named):
        draft.profiles.append(text)
        draft.kept.append(prop)
    else:
        _handle(draft, prop, service, named or text.rpartition(":")[2])


def impp(draft: Draft, prop: Property) -> None:
    """A messenger: `skype:anna`, `x-apple:anna` with the service beside it, `aim:goim?screenname=anna`."""
    scheme, _, rest = clean(prop.text).partition(":")
    service = prop.param("X-SERVICE-TYPE") or prop.param("SERVICE-TYPE")
    name = rest.partition("screenname=")[2] or rest.partition("?")[0] or ("" if rest else scheme)
    _handle(draft, prop, service or (scheme if rest and scheme.lower() != "x-apple" else ""), unquote(name))


def messenger(draft: Draft, prop: Property) -> None:
    """`X-SKYPE:anna` and its like."""
    text = clean(prop.text)
    if profile_key(text):
        draft.profiles.append(text)
        draft.kept.append(prop)
    else:
        _handle(draft, prop, prop.name.removeprefix("X-"), text)


def network_of(service: str) -> str:
    """One word for each network, in small letters."""
    name = clean(service).lower().replace(" ", "-")[:MAX_NETWORK]
    return OTHER_NAMES.get(name, name)


def _handle(draft: Draft, prop: Property, service: str, text: str) -> None:
    network, handle = network_of(service), text.strip().removeprefix("@")
    if not handle_key(handle):
        draft.kept += [prop] if handle else []
        return
    address = profile_address(network, handle)
    if profile_key(address):
        draft.profiles.append(address)
    else:
        draft.handles.append((network, handle))
    is_plain = prop.value.startswith("x-apple:") and all(name == "X-SERVICE-TYPE" for name, _ in prop.params)
    draft.kept += [] if is_plain and not prop.group else [prop]


def _dress(draft: Draft, prop: Property) -> None:
    """Keep the line where it says more than its value: home or work, a label, what is preferred."""
    if prop.group or (prop.params and not (len(prop.params) == 1 and prop.types and prop.types <= USUAL)):
        draft.kept.append(prop)
