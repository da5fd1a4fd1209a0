"""What mails of networks put around an invitation, English and German: heads, buttons, mutual contacts, feet."""

import re

from domain.names import fold

LONGEST_BUTTON = 7
HEAD = re.compile(
    r"(?P<field>from|von|to|an|cc|date|datum|sent|gesendet|subject|betreff|reply-to|antwort an|mime-version"
    r"|content-[\w-]+|x-[\w-]+|list-[\w-]+|message-id|return-path|received)\s*:\s*(?P<said>.*)",
    re.IGNORECASE,
)
INTRODUCED = re.compile(
    r"(?:(?:pers(?:ö|oe)nliche |ihre |your |personal )?(?:nachricht|message|note)(?: (?:von|from) .{1,80})?"
    r"|.{1,80} (?:wrote|writes|schreibt|schrieb|says)):\s*",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"-{2,}.{0,60}-{2,}|(?:begin forwarded message|anfang der weitergeleiteten nachricht):?"
    r"|(?:on|am) .{5,120}(?:wrote|schrieb.{0,80}):",
    re.IGNORECASE,
)
_MUTUAL = re.compile(
    r"\d+ (?:\w+ ){0,2}(?:connections?|friends?|contacts?|kontakte?|freunde?)\b"
    r"|you both know |.{0,80} and \d+ others?$"
)
# Buttons and small headings, folded: a whole line is nothing else.
_BUTTONS = [
    re.compile(pattern)
    for pattern in (
        r"accept|ignore|decline|confirm|respond|reply|connect|message|learn more|show more|see more|thanks",
        r"annehmen|ablehnen|ignorieren|bestatigen|antworten|jetzt antworten|mehr|viele grusse",
        r"(?:accept|view|see|show|confirm|open|respond to) (?:\w+ ){0,5}(?:profile|invitations?|requests?)",
        r"(?:zum|zur) (?:\w+ ){0,2}(?:profil|anfrage|einladung|kontaktanfrage)",
        r"(?:\w+ ){0,4}(?:profil|einladung|(?:kontakt|freundschafts)?anfragen?|kontakt) (?:\w+ )?"
        r"(?:annehmen|ansehen|anzeigen|bestatigen|ablehnen|beantworten)",
        r"(?:nachricht|antwort) (?:schreiben|senden)",
        r"linkedin|xing|facebook|(?:the|ihr|dein|das) (?:\w+ )?team",
    )
]
_FOOT = re.compile(
    r"you(?: are| re) receiving|you received this|this (?:e ?mail|message) was|unsubscribe|to unsubscribe"
    r"|if you (?:don ?t|do not) (?:want|wish)|never miss|get the (?:new )?\w+ (?:desktop )?app|also on mobile"
    r"|learn why|sie erhalten diese|du erhaltst diese|diese (?:e ?mail|nachricht) (?:wurde|ist|richtet)"
    r"|abmelden$|abbestellen|impressum|wenn (?:sie|du) keine|erfahren sie warum|hier erfahren sie"
    r"|\d{4} linkedin|linkedin (?:corporation|ireland)|xing (?:se|ag|gmbh)|new work se"
    r"|facebook (?:inc|ireland)|meta platforms|verpassen sie nichts"
)


def is_trimming(line: str) -> bool:
    """Whether a line is a button, a mark of forwarding or the name of a network: nothing that somebody wrote."""
    if _FORWARDED.fullmatch(line):
        return True
    plain = fold(line)
    is_short = len(plain.split()) <= LONGEST_BUTTON
    return not plain or (is_short and any(pattern.fullmatch(plain) for pattern in _BUTTONS))


def is_mutual(line: str) -> bool:
    """Whether a line counts or names people whom both know."""
    return _MUTUAL.match(fold(line)) is not None


def begins_foot(line: str) -> bool:
    """Whether the small print begins here."""
    return _FOOT.match(fold(line[:200])) is not None or line.startswith("©")
