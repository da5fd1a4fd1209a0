"""Ways to be introduced, in words: why one is good, what its weakest link is, why another is refused."""

from collections.abc import Collection, Sequence

from domain.introductions.paths import Path, Refused
from domain.wording import sentence

STRONG = 7.0
"""From here on a link is called strong where the figure is not to be shown."""
DASH = "\N{EN DASH}"


def reason_of(path: Path, line: float, hidden: Collection[int] = ()) -> str:
    """Why this is a way, link by link. The strengths of those in `hidden` (their refs) are told without a figure."""
    first = path.people[0]
    own = _own(first.name, _value(path, 0, line, hidden))
    if not path.brokers:
        return f"You know them yourself: {own}."
    told = [own, *(_between(path, at, line, hidden) for at in range(1, len(path.values)))]
    unknown = [_names(path, at) for at, value in enumerate(path.values) if value is None]
    asked = "".join(f" How well {one} knows {other} is not known: ask." for one, other in unknown)
    return f"{sentence(', '.join(part for part in told if part))}.{asked}"


def refusal_of(refused: Refused, line: float, hidden: Collection[int] = ()) -> str:
    """Why a way is not proposed, in a sentence."""
    if refused.closed or refused.weak is None:
        return refused.closed
    path, at = refused.path, refused.weak
    first, below = path.people[0], f"below your line of {line:g}"
    if at == 0 and not first.is_known:
        return f"Nothing is recorded of you and {first.name} yet: {below}."
    one, other = _names(path, at)
    value = path.values[at]
    if value is None or (at == 0 and first.ref in hidden):
        return f"{sentence(one)} and {other} are {below}."
    just = "just " if float(figure(value)) >= line else ""
    return f"{sentence(one)} and {other} are at {figure(value)}, {just}{below}."


def weakest_of(path: Path) -> str:
    """The link that decides, such as "you – Bo Lund"."""
    one, other = _names(path, path.weakest)
    return f"{one} {DASH} {other}"


def strength_words(value: float | None, line: float) -> str:
    """A link without its figure: "strong", "good enough", "below your line", "ask"."""
    if value is None:
        return "ask"
    if value < line:
        return "below your line"
    return "strong" if value >= STRONG else "good enough"


def figure(value: float) -> str:
    """An estimate as it was given, a strength with one decimal, the same as everywhere else."""
    return str(value) if isinstance(value, int) else f"{value:.1f}"


def names_of(path: Path) -> Sequence[str]:
    """The names from the first to be asked to the one sought."""
    return [person.name for person in path.people]


def _names(path: Path, at: int) -> tuple[str, str]:
    return ("you" if at == 0 else path.people[at - 1].name), path.people[at].name


def _value(path: Path, at: int, line: float, hidden: Collection[int]) -> str:
    value = path.values[at]
    if value is None:
        return ""
    is_hidden = at == 0 and path.people[0].ref in hidden
    return strength_words(value, line) if is_hidden else f"at {figure(value)}"


def _own(name: str, value: str) -> str:
    return f"you and {name} are {value}"


def _between(path: Path, at: int, line: float, hidden: Collection[int]) -> str:
    one, other = _names(path, at)
    value = _value(path, at, line, hidden)
    return f"{one} and {other} {value}" if value else ""
