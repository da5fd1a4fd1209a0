import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.linkfacts import Reason
from domain.linkreasons import AboutMe, AboutThem, guess_reason
from domain.linkstays import Stay, shared_stay
from tests.domain.linkcases import law

ME = AboutMe(
    place="Hamburg",
    employers=(Stay("Acme GmbH", "2015", "2018-03"), Stay("Bright Loaf", "2019")),
    schools=(Stay("Hill School", "1999", "2005"),),
    competitors=("Rival Bread Inc.",),
)


@pytest.mark.parametrize(
    ("title", "company", "note", "reason", "evidence"),
    [
        ("CEO", "Rival Bread", "", "competitor", "Rival Bread Inc. is on your list of competitors"),
        ("Talent Acquisition Partner", "", "", "recruiter", "title: “Talent Acquisition Partner”"),
        ("Personalberaterin", "", "", "recruiter", "title: “Personalberaterin”"),
        ("", "", "We are hiring bakers", "recruiter", "note: “we are hiring”"),
        ("Account Executive", "", "", "sales", "title: “Account Executive”"),
        ("Vertriebsleiterin", "", "", "sales", "title: “Vertriebsleiterin”"),
        ("Founder", "", "We help companies grow", "sales", "note: “we help companies”"),
        ("Baker | open to work", "", "", "job seeker", "title: “Baker | open to work”"),
        ("", "", "Ich suche eine neue Stelle", "job seeker", "note: “suche eine neue stelle”"),
        ("Baker", "Oven & Co", "Lovely bread", "unknown", ""),
        ("", "", "", "unknown", ""),
    ],
)
def test_s25_a_reason_is_guessed_from_title_company_and_note(title, company, note, reason, evidence):
    assert guess_reason(title, company, note, ME) == (reason, evidence)


def test_s25_a_former_colleague_shared_an_employer_at_the_same_time():
    colleague = AboutThem(employers=(Stay("ACME", "2018-01", "2020"),))
    later = AboutThem(employers=(Stay("ACME", "2018-04", "2020"),))
    undated = AboutThem(employers=(Stay("ACME"), Stay("Bright Loaf")))

    assert guess_reason("Baker", "", "", ME, colleague) == (
        Reason.COLLEAGUE,
        "Acme GmbH: you 2015 to March 2018, they January 2018 to 2020",
    )
    assert guess_reason("Baker", "", "", ME, later) == (Reason.UNKNOWN, "")
    assert guess_reason("Baker", "", "", ME, undated) == (Reason.UNKNOWN, "")


def test_s25_a_schoolmate_shared_a_school_at_the_same_time():
    mate = AboutThem(schools=(Stay("Hill School", "2004", "2010"),))

    assert guess_reason("", "", "", ME, mate) == (
        Reason.SCHOOLMATE,
        "Hill School: you 1999 to 2005, they 2004 to 2010",
    )


def test_s25_the_same_place_is_the_last_guess():
    near = AboutThem(place="Hamburg, Germany")

    assert guess_reason("Baker", "", "", ME, near) == (
        Reason.SAME_MARKET,
        "Hamburg, Germany is your place too",
    )
    assert guess_reason("Recruiter", "", "", ME, near)[0] == Reason.RECRUITER
    assert guess_reason("Baker", "", "", AboutMe(), near) == (Reason.UNKNOWN, "")


@law
@given(*[st.text(max_size=80)] * 5)
def test_s25_there_is_no_guess_without_evidence(title, company, note, place, years):
    them = AboutThem(place, (Stay(company, years, years),), (Stay(title, years),))

    reason, evidence = guess_reason(title, company, note, ME, them)

    assert (reason == Reason.UNKNOWN) == (evidence == "")


def test_stays_without_an_end_last_until_today_unless_they_are_over():
    mine = (Stay("Bright Loaf", "2019"),)

    assert shared_stay(mine, (Stay("Bright Loaf", "2024"),)) == "Bright Loaf: you since 2019, they since 2024"
    assert shared_stay(mine, (Stay("Bright Loaf", "2010", is_over=True),)) == ""
    assert shared_stay(mine, (Stay("Bright Loaf", "2010", "2018"),)) == ""
