"""Who a mail of a network announces, in English and German, and what looks like a name."""

import re

from domain.names import fold

NETWORK_NAMES = {
    "linkedin": "linkedin",
    "xing": "xing",
    "facebook": "facebook",
    "instagram": "instagram",
    "mastodon": "mastodon",
    "twitter": "x",
}
GREETING = re.compile(
    r"(?:hi|hello|hallo|hey|dear|guten tag|moin|grüezi|servus|liebe[rs]?|sehr geehrte[rs]?)\b"
    r"[^,:!.]{0,60}(?:[,:!]\s*|$)",
    re.IGNORECASE,
)
_NAME = r"(?P<name>\S.{0,98}?)"
_NETWORK = r"(?: (?:on|auf|bei) \w+)?"
_LINKING = r"(?:connect|link|be (?:your )?friends?|be linked|join|add you|become)"
_VERNETZEN = r"(?:vernetzen|hinzuf(?:ü|ue)gen|befreundet|verbinden|verkn(?:ü|ue)pfen|aufnehmen|beitreten)"
_ANFRAGE = (
    r"(?:[\w]+-)?(?:kontakt|freundschafts|vernetzungs|verbindungs)?(?:anfrage|einladung)(?: zum vernetzen)?"
)
_ANNOUNCED = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_NAME} (?:would like|wants|would love) to {_LINKING}\b",
        rf"{_NAME} (?:has )?invited you to (?:connect|link|become|join (?:his|her|their) )",
        rf"{_NAME} (?:has )?sent you an? (?:\w+ )?(?:request|invitation)\b",
        rf"{_NAME} (?:has )?(?:added you as|asked to connect|requested to (?:connect|follow))\b",
        rf"{_NAME} is (?:still )?waiting for your (?:response|reply|answer)\b",
        rf"{_NAME}['’]s? (?:invitation|request)(?: to connect)? is (?:still )?(?:waiting|pending)\b",
        r"(?:you have |you(?:'ve| have)? (?:received|got) )?(?:an? )?(?:new )?(?:pending )?(?:\w+ )?"
        rf"(?:invitation|request)(?: to connect)? from {_NAME}{_NETWORK}(?: is waiting\b.*)?[.!:]?$",
        rf"{_NAME} m(?:ö|oe)chte (?:sich|sie|dich|mit|auf|gerne?|zu|ihrem|deinem)\b.{{0,80}}?{_VERNETZEN}",
        rf"{_NAME} hat (?:sie|dich|ihnen|dir)\b.{{0,80}}?(?:eingeladen|anfrage|einladung|hinzugef(?:ü|ue)gt)",
        rf"{_NAME} wartet (?:noch )?auf (?:ihre|deine) (?:antwort|r(?:ü|ue)ckmeldung)",
        rf"(?:sie haben |du hast )?(?:eine )?(?:neue )?{_ANFRAGE}{_NETWORK}(?: von |: ?){_NAME}{_NETWORK}"
        r"(?: erhalten)?[.!:]?$",
    )
]
_BEFORE = re.compile(r"(?:(?:fwd?|wg|aw|re|tr|reminder|erinnerung)\s*:\s*)+", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!:]\s+")
_ASIDE = re.compile(r"\([^()]{0,40}\)")
_STRANGE = re.compile(r"[@{}<>|=?!;\\\d]|://")
_PARTICLE_WORDS = "von van de der den del della di da dos la le el al bin ibn zu zum af av och y e"
_OTHER_WORDS = """
    i you we he she they it hi hello hallo dear hey ich sie wir du er the your my ihre deine please this new neue
    a an eine someone somebody jemand accept view see what why how invitation connection thanks danke looking nice
    great good
"""
PARTICLES = frozenset(_PARTICLE_WORDS.split())
NO_NAME = frozenset(_OTHER_WORDS.split())


def announced(line: str) -> tuple[str, str]:
    """Who asks to be linked as a line of a mail announces it, and what is said behind; two empty texts otherwise."""
    bare = _BEFORE.sub("", line, count=1)
    for said in (bare, GREETING.sub("", bare, count=1)):
        for pattern in _ANNOUNCED:
            match = pattern.match(said)
            name = tidy_name(match["name"]) if match else ""
            if match and is_name(name):
                _, *rest = _SENTENCE_END.split(said[match.end() :], maxsplit=1)
                return name, rest[0] if rest else ""
    return "", ""


def tidy_name(text: str) -> str:
    """A name without quotation marks; of "Owen, Ada Lindqvist" the one who asks."""
    first, comma, rest = text.strip(" \"“”„'»«–-*").partition(", ")
    is_addressed = comma and " " not in first and " " in rest
    return rest if is_addressed else f"{first}{comma}{rest}"


def is_name(text: str) -> bool:
    """Whether a text can be the name of somebody who is announced."""
    bare = _ASIDE.sub("", text).strip()
    words = bare.split()
    if not 1 <= len(words) <= 8 or len(bare) > 80 or _STRANGE.search(bare):
        return False
    return bare[0].isalpha() and not bare[0].islower() and fold(words[0]) not in NO_NAME


def is_whole_name(text: str) -> bool:
    """Whether a line by itself looks like a name: two to five words, none of them small but "von" and its like."""
    words = text.split()
    if not 2 <= len(words) <= 5 or not is_name(text) or text[-1] in ".:,":
        return False
    return all(word[0].isalpha() and (not word[0].islower() or word in PARTICLES) for word in words)


def network_in(text: str) -> str:
    """The network that a text names first, or ""."""
    plain = text.lower()
    found = {plain.find(word): network for word, network in NETWORK_NAMES.items() if word in plain}
    return found[min(found)] if found else ""
