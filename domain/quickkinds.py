"""The words of a quick log: kinds of interactions, their synonyms, verbs, and the small words between.

All keys are folded (see domain/names.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "coffee", "meal", "drink", "event", "call", "video", "message", "email", "online", "letter", "other"
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _keys(words: str) -> list[str]:
    return [word.strip() for word in words.split(",")]


_STRONG: dict[Kind, str] = {
    "coffee": "coffee, coffees, espresso, cappuccino, latte, tea, cake, chai, matcha, fika, kaffee",
    "meal": "lunch, lunches, dinner, supper, breakfast, brunch, meal, barbecue, bbq, picnic, pizza, sushi, "
    "ramen, mittagessen, abendessen, essen, fruhstuck",
    "drink": "beer, beers, wine, wines, pint, pints, drink, drinks, cocktail, cocktails, whisky, whiskey, "
    "aperitif, happy hour, bier, wein",
    "event": "party, conference, meetup, wedding, event, concert, festival, workshop, seminar, exhibition, "
    "funeral, reunion, hackathon, gig",
    "call": "call, calls, called, phone call, phonecall, phone, phoned, rang, rang up, telephoned, anruf, "
    "telefonat, telefoniert, angerufen",
    "video": "zoom, zoom call, zoom meeting, zoomed, video, video call, video chat, videocall, facetime, "
    "facetime call, facetimed, skype, skype call, skyped, webex, google meet, teams call, teams "
    "meeting",
    "message": "text, texts, texted, text message, whatsapp, whatsapp message, whatsapped, sms, message, "
    "messages, messaged, dm, dms, dmed, imessage, linkedin message, pinged, nachricht",
    "email": "email, emails, emailed, e mail, e mails, e mailed, mail, mails, mailed",
    "letter": "letter, letters, postcard, postkarte",
    "online": "online, tweet, tweets, tweeted, retweet, retweeted, comment, comments, commented",
}
_WEAK: dict[Kind, str] = {
    "meal": "ate, dined, lunched",
    "drink": "drank",
    "video": "teams, meet",
    "message": "wrote, sent, reached out, slack, geschrieben",
    "online": "linkedin, facebook, instagram, mastodon",
    "other": "met, meeting, met up, saw, talked, spoke, chatted, chat, ran into, bumped into, caught up, "
    "catch up, hung out, invited, invitation, getroffen",
}
STRONG: dict[str, Kind] = {key: kind for kind, words in _STRONG.items() for key in _keys(words)}
WEAK: dict[str, Kind] = {key: kind for kind, words in _WEAK.items() for key in _keys(words)}
"""Words that give the kind only when no strong word does: "met Ada for lunch" is a meal."""

VERBS = frozenset(
    _keys(
        "called, phoned, rang, rang up, telephoned, zoomed, facetimed, skyped, texted, whatsapped, "
        "messaged, dmed, pinged, wrote, sent, reached out, emailed, e mailed, mailed, invited, tweeted"
    )
)
"""Verbs whose subject began it."""
MEETINGS = frozenset(
    _keys("met, met up, saw, ran into, bumped into, caught up, hung out, talked, spoke, chatted")
)
"""Verbs that nobody began; their object is a person."""
SENT = frozenset({"call", "video", "message", "email", "letter", "online"})
"""Kinds that come from someone: "a letter from Ada"."""

WITH = frozenset(_keys("with, w, mit"))
AND = frozenset(_keys("and, und, &, +"))
LINKS = frozenset(_keys("to, from, by, von"))
TOPIC = frozenset(_keys("about, re, regarding, discussing, discussed, uber"))
PLACED = frozenset(_keys("at, in, @, bei"))
FUNCTION = (
    WITH
    | AND
    | LINKS
    | TOPIC
    | PLACED
    | _words(
        "a an the my our his her their your this that these those i we he she they it me us him them you "
        "on for of as or so is was were be been are am had have has do did got get no not go if but then "
        "than too who which where when while because after before until till into over up out"
    )
)
"""Small words. A person called so must be written with a capital or an @."""
SKIPPED = _words("just finally also again then already quickly briefly has had have i've")
"""May stand between who did it and the verb."""
TITLES = _words("dr mr mrs ms prof aunt uncle")
"""May stand before a name without being part of it."""
FILLERS = (
    WITH
    | TITLES
    | AND
    | LINKS
    | PLACED
    | SKIPPED
    | _words("a an the my i we had have has got did was were me us on for of um , ; ( )")
)
"""Words that say nothing when they stand alone."""
PLACE_ENDS = (
    WITH
    | TOPIC
    | _words(
        "we i he she they it who which because but then for while when where after before to was were is "
        "had talked discussed said told , ; ( )"
    )
)
NO_PLACES = _words(
    "all last once first least length person touch front total short general fact time depth detail "
    "order case"
)

WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "monday mon montag",
            "tuesday tue tues dienstag",
            "wednesday wed mittwoch",
            "thursday thu thur thurs donnerstag",
            "friday fri freitag",
            "saturday sat samstag",
            "sunday sun sonntag",
        )
    )
    for name in names.split()
}
MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar",
            "february feb februar",
            "march mar märz maerz",
            "april apr",
            "may mai",
            "june jun juni",
            "july jul juli",
            "august aug",
            "september sep sept",
            "october oct oktober okt",
            "november nov",
            "december dec dezember dez",
        ),
        start=1,
    )
    for name in names.split()
}
DAY_WORDS = frozenset(WEEKDAYS) | frozenset(MONTHS) | {"today", "yesterday", "tomorrow", "marz"}
HOMONYMS = DAY_WORDS | FUNCTION | frozenset(STRONG) | frozenset(WEAK) | {"will"}
"""Words that are also names: they mean a person only where a person is expected."""


@dataclass(frozen=True, slots=True)
class KindWord:
    """Words `start` to `end` (exclusive) of a line name a kind."""

    start: int
    end: int
    key: str
    kind: Kind
    strong: bool


def kind_words(keys: Sequence[str]) -> list[KindWord]:
    """The kinds named in a line of folded words, longest phrase first, left to right. "" ends a phrase."""
    found: list[KindWord] = []
    start = 0
    while start < len(keys):
        hit = _kind_at(keys, start)
        if hit:
            found.append(hit)
        start = hit.end if hit else start + 1
    return found


def _kind_at(keys: Sequence[str], start: int) -> KindWord | None:
    for end in (start + 2, start + 1):
        key = " ".join(keys[start:end])
        if end > len(keys) or not keys[end - 1]:
            continue
        if key in STRONG:
            return KindWord(start, end, key, STRONG[key], True)
        if key in WEAK:
            return KindWord(start, end, key, WEAK[key], False)
    return None
