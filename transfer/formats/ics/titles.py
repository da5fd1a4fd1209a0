"""What the title of an appointment tells: the kind of meeting, and with whom, in several languages."""

import re

from domain.names import fold
from transfer.formats.names import clean

WORDS = {
    "video": "video, videocall, video call, videochat, video chat, videokonferenz, videotelefonat, zoom, skype, "
    "facetime, webex, google meet, teams call, teams meeting, teams besprechung, jitsi, visio, visioconference, "
    "videollamada, videoconferencia, videochiamata, videoconferenza, videogesprek, beeldbellen, videochamada",
    "call": "call, phone, phonecall, phone call, telefon, telefonat, telefontermin, telefonkonferenz, telefonieren, "
    "anruf, anrufen, appel, appeler, telephone, coup de fil, llamada, llamar, telefono, telefonata, chiamata, "
    "chiamare, bellen, belafspraak, telefoongesprek, telefoontje, ligacao, telefonema, chamada, ligar",
    "coffee": "coffee, coffees, cafe, kaffee, kaffeetrinken, kaffi, espresso, cappuccino, tea, tee, "
    "chai, kuchen, cake, caffe, koffie, cafezinho, fika, gouter, merienda",
    "meal": "lunch, dinner, supper, breakfast, brunch, meal, barbecue, bbq, picnic, pizza, sushi, essen, "
    "mittagessen, mittag, abendessen, znacht, zmittag, zmorge, fruhstuck, grillen, restaurant, dejeuner, diner, "
    "petit dejeuner, repas, almuerzo, comida, cena, desayuno, pranzo, colazione, mangiare, eten, middageten, "
    "avondeten, ontbijt, almoco, jantar, cafe da manha, pequeno almoco, raclette, fondue",
    "drink": "drink, drinks, beer, beers, wine, pint, pints, cocktail, cocktails, happy hour, bier, biere, bierchen, "
    "feierabendbier, feierabend bier, wein, apero, aperitif, aperitivo, aperitivi, birra, vino, verre, vin, "
    "cerveza, cervezas, copas, canas, biertje, borrel, wijn, cerveja, chopp, copo, vinho",
    "event": "party, conference, meetup, wedding, concert, festival, workshop, seminar, exhibition, funeral, "
    "hackathon, gig, konferenz, hochzeit, konzert, feier, fest, geburtstagsfeier, ausstellung, beerdigung, mariage, "
    "fete, exposition, boda, fiesta, concierto, conferencia, matrimonio, festa, concerto, conferenza, "
    "bruiloft, feest, congres, casamento, congresso, show, webinar, all hands, townhall, town hall",
}
"""By kind, in folded words; the first kind of which a word is in the title is it."""
MEETINGS = (
    "meeting, meet, catch up, catchup, catch-up, chat, talk, walk, hike, visit, 1 1, one on one, 1on1, sync, date, "
    "treffen, besprechung, termin, gesprach, spaziergang, wanderung, besuch, rencontre, rendez vous, rdv, reunion, "
    "rv, balade, reunion, encuentro, cita, paseo, incontro, appuntamento, riunione, passeggiata, afspraak, "
    "ontmoeting, wandeling, encontro, reuniao, conversa, passeio"
)
"""Words for a meeting of no certain kind."""
WITH = frozenset(["with", "w/", "w", "mit", "avec", "con", "met", "com"])
MARKS = frozenset([":", "-", "–", "—"])
FURTHEST = 4
"""Words that may stand between the word for a meeting and "with"."""
STOP_WORDS = (
    "at in im on am for about re bei um uhr chez a à pour au en zum zur über ueber to from via per da near after "
    "before nach vor until"
)
STOPS = frozenset(STOP_WORDS.split())
AND = frozenset(["and", "und", "et", "y", "e", "en", "&", "+", ","])
WITHIN = frozenset(
    ["von", "van", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "zu", "bin"]
)
"""Small words within names."""
ME = frozenset(["me", "ich", "moi", "yo", "io", "ik", "eu", "i", "mich", "us", "uns"])
VIDEO_PLACES = (
    "zoom.us", "teams.microsoft", "teams.live", "meet.google", "webex.com", "whereby.com", "meet.jit.si", "skype",
    "gotomeet", "bluejeans", "facetime", "microsoft teams", "zoom meeting", "google meet", "meet.jitsi",
)  # fmt: skip
MOST_WORDS = 4
MOST_PEOPLE = 6
_KINDS = {word: kind for kind, words in WORDS.items() for word in words.split(", ")}
_STARTS = frozenset(_KINDS) | frozenset(fold(word) for word in MEETINGS.split(", "))
_SPLIT = re.compile(r"\s+")
_ASIDE = re.compile(r"[(\[|]| [-–—] |;|: ")
_PAIR = re.compile(r"\s*(?:/|<>|<->|↔|&| x | und | and | et )\s*")


def kind_of(title: str) -> str:
    """The kind of interaction a title names, or ""."""
    words = fold(title[:200]).split()
    for size in (3, 2, 1):
        named = {_KINDS.get(" ".join(words[at : at + size])) for at in range(len(words) - size + 1)}
        for kind in WORDS:
            if kind in named:
                return kind
    return ""


def is_video(place: str) -> bool:
    """Whether a place or link is one of the well-known rooms for video calls."""
    plain = place.lower()
    return any(room in plain for room in VIDEO_PLACES)


def people_in(title: str, own_names: frozenset[str]) -> tuple[str, ...]:
    """Who a title names: "Coffee with Anna Bell and Ben Cole", "Lunch Anna / me", "Anna Bell <> Dora Eck".

    Only words that begin with a capital, at most four for each, where a word for a meeting says that it is one.
    """
    words = _SPLIT.split(clean(title[:200]))
    start = _after_kind(words)
    if start is None:
        return ()
    rest = words[start:]
    found = _linked(rest) or _paired(" ".join(rest), own_names)
    names = dict.fromkeys(name for name in found if name and not _is_me(name, own_names))
    return tuple(names)[:MOST_PEOPLE]


def _linked(rest: list[str]) -> list[str]:
    """Those who follow "with", or a mark right behind the word for a meeting."""
    if rest and rest[0] in MARKS:
        return _listed(" ".join(rest[1:]))
    at = next((at for at, word in enumerate(rest[:FURTHEST]) if word.lower() in WITH), None)
    return [] if at is None else _listed(" ".join(rest[at + 1 :]))


def _paired(text: str, own_names: frozenset[str]) -> list[str]:
    """Those beside the owner in "Anna / me"."""
    parts = _PAIR.split(text)
    return [_name(part) for part in parts] if any(_is_me(part, own_names) for part in parts) else []


def _after_kind(words: list[str]) -> int | None:
    """Where the words for a meeting at the beginning of a title end."""
    for skipped in range(min(3, len(words))):
        for size in range(min(3, len(words) - skipped), 0, -1):
            end = skipped + size
            if fold(words[end - 1]) and fold(" ".join(words[skipped:end])) in _STARTS:
                if words[end - 1].endswith(":") and end < len(words):
                    words.insert(end, ":")
                return end
    return None


def _listed(text: str) -> list[str]:
    """The names at the beginning of what follows "with": up to the first word that cannot be of a name."""
    found, name = list[str](), list[str]()
    for word in _SPLIT.split(_ASIDE.split(text)[0]):
        bare = word.strip(".,;!?")
        if bare.lower() in AND or word in AND:
            found.append(" ".join(name))
            name = []
            continue
        if not _is_name_word(bare):
            break
        name.append(bare)
        if word.endswith(","):
            found.append(" ".join(name))
            name = []
    return [_name(one) for one in [*found, " ".join(name)] if one]


def _name(text: str) -> str:
    words = text.strip(" .,;!?").split()
    fits = 0 < len(words) <= MOST_WORDS and all(map(_is_name_word, words))
    return " ".join(words) if fits else ""


def _is_name_word(word: str) -> bool:
    """A word with a capital, or one of the small words within names."""
    if word.lower() in STOPS or any(letter.isdigit() for letter in word):
        return False
    return word in WITHIN or (word[:1].isalpha() and not word[:1].islower())


def _is_me(name: str, own_names: frozenset[str]) -> bool:
    folded = fold(name)
    return folded in ME or folded in own_names
