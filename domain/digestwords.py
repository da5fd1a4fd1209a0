"""The words of what is told once a day or once a week. Pure; names come in, and leave fit for a mail's header."""

from collections.abc import Sequence

from domain.wording import counted, number_in_words, sentence

NAMED = 3
"""So many people a subject names; the others are counted."""
NAME_LENGTH = 40
SUBJECT_LENGTH = 150


def one_line(text: str, length: int) -> str:
    """The text in one line of at most `length` characters, without those that cannot be seen."""
    seen = "".join(
        letter if letter.isprintable() or letter.isspace() else "" for letter in text[: 8 * length]
    )
    line = " ".join(seen.split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"


def named_subject(names: Sequence[str], others: str) -> str:
    """A subject with names: "Ada Lindqvist, Bo Berg and one birthday". `others` is the rest as it is counted.

    One line of at most 150 characters, whatever the names hold.
    """
    lines = [one_line(name, NAME_LENGTH) or "somebody" for name in names]
    parts = lines[:NAMED]
    if len(lines) > NAMED:
        parts.append(f"{number_in_words(len(lines) - NAMED)} more")
    if others:
        parts += (others[:1].lower() + others[1:]).split(", ")
    return one_line(sentence(joined(parts)), SUBJECT_LENGTH)


def joined(parts: Sequence[str]) -> str:
    """Such as "one", "one and two", "one, two and three"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def missed_words(days: int, told_days: int) -> str:
    """What a message says of so many days without one before it; "" for none. It tells at most `told_days` back."""
    if days <= 0:
        return ""
    silence = f"{sentence(counted(days, 'day'))} without a message"
    if days <= told_days:
        return f"{silence}: this one tells all of it."
    return f"{silence}: this one tells the last {counted(told_days, 'day')}; what is older is on the pages."


def more_words(number: int) -> str:
    """What a mail says of those it does not show: "And 45 more on the page"; "" for none."""
    return f"And {number_in_words(number)} more on the page" if number > 0 else ""


def review_subject(cooling: int, dormant: int, waiting: int, most: int) -> str:
    """The subject of the weekly review, without a name: "Your week: two people cooling, five to decide about".

    "" when there is nothing to say. `waiting` is counted up to `most` and one more.
    """
    parts = []
    if cooling:
        parts.append(f"{counted(cooling, 'person', 'people')} cooling")
    if dormant:
        parts.append(f"{counted(dormant, 'person', 'people')} dormant")
    if waiting > most:
        parts.append(f"more than {number_in_words(most)} to decide about")
    elif waiting:
        parts.append(f"{number_in_words(waiting)} to decide about")
    return f"Your week: {', '.join(parts)}" if parts else ""


def turned_words(cooling: int, dormant: int) -> str:
    """Who grew quieter in a week: "Two people are cooling, one is dormant since this week". "" for nobody."""
    if cooling and dormant:
        return sentence(f"{_are(cooling, 'people')} cooling, {_are(dormant, '')} dormant since this week")
    if cooling:
        return sentence(f"{_are(cooling, 'people')} cooling since this week")
    return sentence(f"{_are(dormant, 'people')} dormant since this week") if dormant else ""


def _are(number: int, people: str) -> str:
    who = counted(number, "person", people) if people else number_in_words(number)
    return f"{who} {'is' if number == 1 else 'are'}"
