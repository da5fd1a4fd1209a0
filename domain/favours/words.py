"""How giving and getting stand, in words."""

from domain.favours.balance import Balance, Side, is_even
from domain.wording import number_in_words


def times(number: int) -> str:
    """Such as "once", "twice", "three times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number_in_words(number)} times")


SIDES = {
    Side.EVEN: "about even",
    Side.I_OWE: "it is your turn to give",
    Side.THEY_OWE: "you may well ask for something",
    Side.ONLY_I_GIVE: "so far only you give",
    Side.ONLY_THEY_GIVE: "so far only they give",
}


def in_words(found: Balance) -> str:
    """How it stands with one person: "You gave twice, they gave once: about even." "" without any favour."""
    if found.side is Side.NOTHING:
        return ""
    if not found.got_times:
        told = f"You gave {times(found.gave_times)}, and nothing came back yet"
    elif not found.gave_times:
        told = f"They gave {times(found.got_times)}, and you nothing yet"
    else:
        told = f"You gave {times(found.gave_times)}, they gave {times(found.got_times)}"
    return f"{told}: {SIDES[found.side]}."


def am_i_a_taker(found: Balance) -> str:
    """How it stands with everybody together, said to the owner. It judges nobody: taking is what a network is for."""
    if found.side is Side.NOTHING:
        return "Nothing is written down yet."
    if is_even(found):
        return "You give about as much as you get."
    if found.net > 0:
        return "You give more than you get."
    if not found.gave_times:
        return "So far others gave and you received. A small thing for one of them would be a start."
    return "You get more than you give. There may be somebody below whom you could do a turn."
