"""Why somebody probably asks to be linked: guessed from evidence, never without."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.linkfacts import Reason
from domain.linkreasonwords import RECRUITERS, RECRUITING_NOTES, SEEKING_NOTES, SEEKING_TITLES, SELLERS
from domain.linkstays import Stay, same_name, shared_stay
from domain.linktraits import pitched
from domain.mentions import mentioned


@dataclass(frozen=True, slots=True)
class AboutMe:
    """What the owner told about themselves."""

    place: str = ""
    employers: tuple[Stay, ...] = ()
    schools: tuple[Stay, ...] = ()
    competitors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AboutThem:
    """What is known of the person who asks, beside title, company and note."""

    place: str = ""
    employers: tuple[Stay, ...] = ()
    schools: tuple[Stay, ...] = ()


NOBODY = AboutThem()


def guess_reason(
    title: str, company: str, note: str, about_me: AboutMe, about_them: AboutThem = NOBODY
) -> tuple[Reason, str]:
    """The likeliest reason with its evidence in words; unknown and "" where nothing speaks for one."""
    guesses: tuple[tuple[Reason, Callable[[], str]], ...] = (
        (Reason.COMPETITOR, lambda: _competes(company, about_me)),
        (Reason.COLLEAGUE, lambda: shared_stay(about_me.employers, about_them.employers)),
        (Reason.SCHOOLMATE, lambda: shared_stay(about_me.schools, about_them.schools)),
        (Reason.RECRUITER, lambda: _said(title, RECRUITERS, note, RECRUITING_NOTES)),
        (Reason.JOB_SEEKER, lambda: _said(title, SEEKING_TITLES, note, SEEKING_NOTES)),
        (Reason.SALES, lambda: _said(title, SELLERS) or _quoted("note", pitched(note))),
        (Reason.SAME_MARKET, lambda: _near(about_me.place, about_them.place)),
    )
    found = ((reason, guess()) for reason, guess in guesses)
    return next(((reason, evidence) for reason, evidence in found if evidence), (Reason.UNKNOWN, ""))


def _competes(company: str, about_me: AboutMe) -> str:
    found = next((name for name in about_me.competitors if same_name(name, company)), "")
    found = found or mentioned(company, about_me.competitors)
    return f"{found} is on your list of competitors" if found else ""


def _said(title: str, titles: tuple[str, ...], note: str = "", notes: tuple[str, ...] = ()) -> str:
    if mentioned(title, titles):
        return f"title: “{title.strip()}”"
    return _quoted("note", mentioned(note, notes))


def _quoted(where: str, words: str) -> str:
    return f"{where}: “{words}”" if words else ""


def _near(my_place: str, their_place: str) -> str:
    found = mentioned(their_place, (my_place,)) or mentioned(my_place, (their_place,))
    return f"{their_place} is your place too" if found else ""
