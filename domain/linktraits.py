"""What a note does: asks for something, names my work, pitches. In English and German."""

from collections.abc import Iterable

from domain.linkfacts import Trait
from domain.linktraitwords import ASKING, NAMING, PITCHING
from domain.mentions import mentioned


def note_traits(
    text: str, *, own_pitch: Iterable[str] = (), own_work: Iterable[str] = (), own_asks: Iterable[str] = ()
) -> tuple[Trait, ...]:
    """The traits of a note, in the order of Trait; the owner's words come on top of ours.

    `own_work` are the names of what the owner made, such as a book's title.
    """
    said = {
        Trait.ASKS: mentioned(text, (*own_asks, *ASKING)),
        Trait.NAMES_MY_WORK: mentioned(text, (*own_work, *NAMING)),
        Trait.PITCHES: pitched(text, own_pitch),
    }
    return tuple(trait for trait, words in said.items() if words)


def pitched(text: str, own_pitch: Iterable[str] = ()) -> str:
    """The first words of a note that pitch something, "" without any."""
    return mentioned(text, (*own_pitch, *PITCHING))
