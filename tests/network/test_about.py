"""About me: what the owner tells, for guesses, rules and replies."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from domain.linkreasons import guess_reason
from network.models import AboutMe
from network.queries.policies import about_me
from network.services.about import save_about_me

URL = "/about-me/"


def typed(**fields: Any) -> dict[str, Any]:
    rows = {}
    for kind in ("employers", "schools"):
        stays = fields.pop(kind, [])
        rows |= {f"{kind}-TOTAL_FORMS": str(len(stays)), f"{kind}-INITIAL_FORMS": "0"}
        rows |= {
            f"{kind}-{at}-{name}": value for at, stay in enumerate(stays) for name, value in stay.items()
        }
    return rows | fields


def test_s25_what_is_told_is_kept_and_used_for_guesses(as_alice: Client, alice: User) -> None:
    answer = as_alice.post(
        URL,
        typed(
            name="Owen Reed",
            place="Lund",
            elsewhere="https://owen.example.org\n@owen@chaos.social",
            competitors="Fjord\n\n  Kiln  GmbH\nFjord",
            works="The Bee Book",
            employers=[
                {"name": "Long Company", "first": "2015-3", "last": "2018"},
                {"name": "", "first": "", "last": ""},
                {"name": "Mill", "first": "2019", "is_over": "on"},
            ],
            schools=[{"name": "Lund University", "first": "2009", "last": "2014-06"}],
        ),
    )

    me = about_me(alice)
    assert answer.status_code == 302
    assert (me.name, me.place, me.competitors, me.works) == (
        "Owen Reed", "Lund", ["Fjord", "Kiln GmbH"], ["The Bee Book"],
    )  # fmt: skip
    assert me.employers == [
        {"name": "Long Company", "first": "2015-03", "last": "2018", "is_over": True},
        {"name": "Mill", "first": "2019", "last": "", "is_over": True},
    ]
    assert me.schools == [{"name": "Lund University", "first": "2009", "last": "2014-06", "is_over": True}]
    assert guess_reason("", "Fjord AB", "", me.facts)[0] == "competitor"


def test_the_page_shows_what_was_told_and_one_empty_row_more(as_alice: Client, alice: User) -> None:
    stay = {"name": "Mill", "first": "2019", "last": "", "is_over": False}
    save_about_me(owner=alice, told={"competitors": ["Fjord", "Kiln"], "employers": [stay]})

    context = as_alice.get(URL).context

    assert context["form"]["competitors"].value() == "Fjord\nKiln"
    assert [row["name"].value() for row in context["employers"]] == ["Mill", None]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"employers": [{"name": "Mill", "first": "soon"}]}, "“soon” is not a year, month or day"),
        ({"employers": [{"name": "Mill", "first": "2015-13"}]}, "“2015-13” is not in the calendar"),
        ({"schools": [{"name": "Lund", "first": "2018", "last": "2015-03"}]}, "2018 comes after 2015-03."),
        ({"schools": [{"name": "", "first": "2018"}]}, "Give a name to these years."),
        ({"competitors": "x" * 201}, "is too long; a line has at most 200 characters"),
        ({"pitch_words": "\n".join(map(str, range(300)))}, "These are 300 lines; at most 200 are kept."),
    ],
)
def test_bad_years_and_endless_lists_get_a_clear_word(
    as_alice: Client, fields: dict[str, Any], words: str
) -> None:
    answer = as_alice.post(URL, typed(name="Owen Reed", **fields))

    assert (answer.status_code, AboutMe.objects.count()) == (422, 0)
    assert words in answer.content.decode()
    assert "Owen Reed" in answer.content.decode()


def test_years_may_end_in_the_year_they_began(as_alice: Client, alice: User) -> None:
    stays = [
        {"name": "Mill", "first": "2015-03", "last": "2015"},
        {"name": "Kiln", "first": "2015", "last": "2015-03"},
    ]

    as_alice.post(URL, typed(employers=stays))

    assert [stay["name"] for stay in about_me(alice).employers] == ["Mill", "Kiln"]


def test_everybody_tells_about_themselves_only(
    as_alice: Client, as_bob: Client, alice: User, bob: User
) -> None:
    as_alice.post(URL, typed(name="Owen Reed"))
    as_bob.post(URL, typed(name="Bo Marten"))
    as_alice.post(URL, typed(name="Owen R. Reed"))

    assert (about_me(alice).name, about_me(bob).name) == ("Owen R. Reed", "Bo Marten")
    assert AboutMe.objects.count() == 2
