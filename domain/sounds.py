"""How a folded word sounds, roughly: what spellings, umlauts and alphabets make of one name is made one again."""

import re
from functools import lru_cache

_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"))
_SOUNDS = (
    *(
        ("sch", "s"),
        ("sh", "s"),
        ("ck", "k"),
        ("ch", "k"),
        ("kh", "k"),
        ("gh", "g"),
        ("ph", "f"),
        ("th", "t"),
    ),
    *(
        ("dt", "t"),
        ("tz", "z"),
        ("qu", "kv"),
        ("x", "ks"),
        ("oy", "u"),
        ("ou", "u"),
        ("ay", "ei"),
        ("ai", "ei"),
    ),
    *(("c", "k"), ("w", "v"), ("y", "i"), ("j", "i")),
)
_SIBILANTS = (("schtsch", "s"), ("shch", "s"), ("stsch", "s"), ("sch", "s"))
_GLIDE = re.compile(r"(?:(?<=^)|(?<=[aou]))ie")
_SILENT_H = re.compile(r"(?<=.)h")
_TWICE = re.compile(r"([a-z])\1+")
_VOWEL = re.compile(r"[aeiou]")


def plain(word: str) -> str:
    """A folded word with umlauts as their bare vowels: "mueller" and "muller" are one."""
    for two, one in _UMLAUTS:
        word = word.replace(two, one)
    return word


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """A folded word as it sounds: "yuriy", "juri" and "jurij" are one, and so are "meyer" and "maier"."""
    word = plain(word)
    for written, spoken in _SOUNDS:
        word = word.replace(written, spoken)
    return _TWICE.sub(r"\1", _SILENT_H.sub("", word))


@lru_cache(maxsize=20_000)
def heard(word: str) -> str:
    """A folded word as it sounds whatever alphabet it came from: "jewgeni" and "evgenii", "zhdan" and "schdan" are one.

    Coarser than sound(), which the stored keys are made of.
    """
    word = plain(word)
    for written, spoken in _SIBILANTS:
        word = word.replace(written, spoken)
    word = _GLIDE.sub("e", sound(word)).replace("q", "k").replace("z", "s")
    return _TWICE.sub(r"\1", word)


@lru_cache(maxsize=20_000)
def bones(word: str) -> str:
    """The first letter and the consonants of how it sounds; every vowel in front is an "a"."""
    heard = sound(word)
    first = "a" if _VOWEL.match(heard) else heard[:1]
    return first + _VOWEL.sub("", heard[1:])
