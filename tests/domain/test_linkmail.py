"""Pasted invitations are read as far as they can be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.linkmail import Arrival, read_invitation
from domain.linkmailtext import READ_AT_MOST
from tests.domain.linkmails import MAILS

PIECES = st.sampled_from([line for _what, text, _told in MAILS for line in text.split("\n")])


@pytest.mark.parametrize(("text", "told"), [mail[1:] for mail in MAILS], ids=[mail[0] for mail in MAILS])
def test_a_pasted_invitation_is_read(text: str, told: Arrival) -> None:
    assert read_invitation(text) == told


@pytest.mark.parametrize("text", [mail[1] for mail in MAILS], ids=[mail[0] for mail in MAILS])
def test_ends_of_lines_make_no_difference(text: str) -> None:
    assert read_invitation(text.replace("\n", "\r\n")) == read_invitation(text)


def test_two_people_in_one_mail_are_not_taken_for_one() -> None:
    read = read_invitation(
        "Ada Lindqvist wants to connect on LinkedIn\nBo Marten wants to connect on LinkedIn"
    )

    assert (read.name, read.is_sure) == ("Ada Lindqvist", False)


def test_what_the_owner_wrote_is_no_announcement() -> None:
    read = read_invitation("I would like to connect on LinkedIn, she said.")

    assert (read.name, read.is_sure) == ("", False)


def test_an_accepted_invitation_is_no_request() -> None:
    assert not read_invitation("Ada Lindqvist accepted your invitation on LinkedIn").is_sure


def test_a_novel_is_read_at_its_beginning() -> None:
    novel = "Ada Lindqvist would like to connect on LinkedIn\n" + "It was a dark and stormy night. " * 40_000

    read = read_invitation(novel)

    assert (read.name, read.is_sure, len(read.message) <= READ_AT_MOST) == ("Ada Lindqvist", False, True)
    assert novel.strip().endswith(read.left)


@pytest.mark.parametrize(
    "piece", ["a, ", "Aa ", "<(", "=3D=\n", "> ", "https://", "a" * 50, "Kontaktanfrage von ", "\n"]
)
def test_nothing_that_repeats_keeps_it_from_an_answer(piece: str) -> None:
    read = read_invitation(piece * (20_000 // len(piece)))

    assert len(read.name) <= 200
    assert len(read.message) <= READ_AT_MOST


@given(st.text(max_size=400))
def test_any_text_gives_an_answer(text: str) -> None:
    assert isinstance(read_invitation(text), Arrival)


@given(st.lists(PIECES | st.text(max_size=30), max_size=12))
def test_any_mixture_of_mails_gives_an_answer(lines: list[str]) -> None:
    read = read_invitation("\n".join(lines))

    assert "\x00" not in read.message + read.name
    assert read.name or not read.is_sure
