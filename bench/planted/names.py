"""How one name comes to be written in two ways, drawn by dice."""

import random
from collections.abc import Callable

from domain import commonnames

_SHORT = """
    robert: bob rob bobby
    elizabeth: liz beth lisa
    william: bill will billy
    margaret: maggie meg peggy
    michael: mike mick
    katharina: kathi katja
    thomas: tom tommy
    johannes: hans hannes
    christina: tina chris
    alexander: alex sascha
    matthias: matze
    susanne: susi sanne
    stefan: steffen
    andreas: andi
    joseph: joe sepp
    richard: rick dick
"""
SHORT = {
    full: forms.split()
    for full, _, forms in (line.strip().partition(":") for line in _SHORT.strip().splitlines())
}
_CYRILLIC = (
    "Юрий Yuriy, Сергей Sergey, Екатерина Ekaterina, Дмитрий Dmitriy, Наталья Natalya, Алексей Aleksey"
)
CYRILLIC = dict(pair.split()[::-1] for pair in _CYRILLIC.split(", "))
_BEGIN = "Al An Bar Ber Bren Dal Fal Gar Hal Jor Kal Lin Mar Nor Os Pel Quen Ros Sal Tor Ul Val Wen Yar Zel Böt Mül"
BEGIN = _BEGIN.split()
MIDDLE = [
    "",
    "d",
    "den",
    "ber",
    "gen",
    "lo",
    "ma",
    "ni",
    "ri",
    "sto",
    "ta",
    "va",
    "wi",
    "fe",
    "po",
    "ku",
    "das",
]
_END = "berg dal er feld gard holm in ker lund mann ow quist ren sen son strom ton vik wald yk ås ström brück"
END = _END.split()
GIVEN = sorted({*commonnames.GIVEN, *SHORT})
FAMILY = sorted(commonnames.FAMILY)
ACCENTS = {"a": "á", "e": "é", "i": "í", "o": "ô", "u": "ù", "n": "ñ", "c": "ç"}
UMLAUTS = {"ö": "oe", "ü": "ue", "ä": "ae", "å": "aa"}

Name = tuple[str, str]


def draw_name(dice: random.Random) -> Name:
    """A given name and a family name; one family in five is a common one."""
    given = dice.choice(GIVEN).title() if dice.random() < 0.9 else dice.choice(sorted(CYRILLIC))
    if dice.random() < 0.2:
        return given, dice.choice(FAMILY).title()
    return given, dice.choice(BEGIN) + dice.choice(MIDDLE) + dice.choice(MIDDLE) + dice.choice(END)


def accents(name: Name, dice: random.Random) -> Name:
    """One letter with an accent."""
    family = name[1]
    spots = [at for at, letter in enumerate(family) if letter in ACCENTS]
    if not spots:
        return name[0].upper(), family.upper()
    at = dice.choice(spots)
    return name[0], family[:at] + ACCENTS[family[at]] + family[at + 1 :]


def umlauts(name: Name, dice: random.Random) -> Name:
    """Umlauts written out."""
    family = name[1]
    for letter, written in UMLAUTS.items():
        family = family.replace(letter, written)
    return name[0], family


def short(name: Name, dice: random.Random) -> Name:
    """A short form of the given name."""
    forms = SHORT.get(name[0].lower())
    return (dice.choice(forms).title(), name[1]) if forms else (name[0].lower(), name[1].lower())


def swapped(name: Name, dice: random.Random) -> Name:
    """The two names in each other's field."""
    return name[1], name[0]


def slip(name: Name, dice: random.Random) -> Name:
    """A letter left out, doubled, changed or two of them turned round, in the family name or the given name."""
    which = dice.random() < 0.7 and len(name[1]) > 3
    word = name[1] if which else name[0]
    if len(word) < 4:
        return name[0].upper(), name[1].upper()
    at = dice.randrange(1, len(word) - 1)
    ways = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + dice.choice("aeinorst") + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    made = dice.choice(ways)
    return (name[0], made) if which else (made, name[1])


def middle(name: Name, dice: random.Random) -> Name:
    """With a middle name, or the initial of one."""
    more = dice.choice(GIVEN).title()
    return f"{name[0]} {more if dice.random() < 0.5 else more[0] + '.'}", name[1]


def titled(name: Name, dice: random.Random) -> Name:
    """With a title before it."""
    return f"Dr. {name[0]}", name[1]


def cyrillic(name: Name, dice: random.Random) -> Name:
    """In the other alphabet."""
    return CYRILLIC.get(name[0], name[0]), name[1]


def same(name: Name, dice: random.Random) -> Name:
    """As it was."""
    return name


def double(name: Name, dice: random.Random) -> Name:
    """With a second family name."""
    return name[0], f"{name[1]}-{dice.choice(FAMILY).title()}"


VARIATIONS: tuple[Callable[[Name, random.Random], Name], ...] = (
    accents, umlauts, short, short, swapped, slip, slip, middle, titled, cyrillic, same, same, double,
)  # fmt: skip
