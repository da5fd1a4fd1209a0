"""A mail server that is down, slow, picky or gone half-way: nothing is lost, and one's trouble is not another's."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from time import monotonic

from tests.faults.conftest import Tell
from tests.faults.forge import Forge
from tests.faults.sinks import MailSink

MORNING = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
THREE = ["alice@example.org", "bob@example.org", "carol@example.org"]


def check(forge: Forge, sink: MailSink, now: datetime, most: int = 1) -> None:
    """The invariants at the end: a whole database, nothing left waiting, no mail twice, nobody's names elsewhere."""
    assert forge.do("problems", now) == []
    assert [key for key, times in Counter(sink.ids()).items() if times > most] == []
    for letter in sink.letters:
        others = [email.partition("@")[0].title() for email in THREE if email != letter.to]
        assert [name for name in others if f"{name}friend" in letter.text] == []


def states(forge: Forge, at: datetime) -> list[str]:
    return [row["state"] for row in forge.do("deliveries", at)]


def test_f11_crash_between_the_answer_and_the_note(forge: Forge, sink: MailSink, tell: Tell) -> None:
    forge.do("book", MORNING, emails=THREE)

    assert forge.killed("tick", MORNING, kill={"holds": "sent"})
    assert states(forge, MORNING).count("sending") == 1
    lost = sink.ids()
    forge.do("tick", MORNING + MINUTE)
    at_once = sink.ids().count(lost[0])
    assert forge.killed("tick", MORNING + 4 * MINUTE, kill={"holds": "sent"})
    for minutes in (8, 12, 60):
        forge.do("tick", MORNING + minutes * MINUTE)

    assert at_once == 1
    assert Counter(sink.ids()).most_common()[0] == (lost[0], 2)
    assert sorted(states(forge, MORNING)) == ["sent", "sent", "unknown"]
    check(forge, sink, MORNING + 60 * MINUTE, most=2)
    tell("F11", "Killed after 250, twice", "2 mails with one Message-ID, then “unknown”; others 1 each")


def test_f12_down_for_a_day(forge: Forge, sink: MailSink, tell: Tell) -> None:
    forge.do("book", MORNING, emails=THREE)
    sink.close()

    calls = {}
    for step in [*range(24), *range(24, 24 * 12, 3)]:
        moment = MORNING + step * 5 * MINUTE
        calls[moment] = forge.do("tick", moment)["calls"]
        if step < 24:
            calls[moment] += forge.do("tick", moment + MINUTE)["calls"]
    sink.open()
    back = MORNING + DAY
    sent = sum(forge.do("tick", back + minutes * MINUTE)["sent"] for minutes in (0, 1, 5, 6, 16, 61))

    assert max(calls.values()) == 1
    assert 24 <= sum(calls.values()) <= 24 * 12
    assert sent == 3
    assert sorted(letter.to for letter in sink.letters) == THREE
    assert Counter(states(forge, back)) == {"sent": 3, "dropped": 3}
    check(forge, sink, back + 2 * timedelta(hours=1))
    tell(
        "F12",
        "Mail server down for 24 hours",
        f"sent 3 of 3 after it, yesterday's merged; {sum(calls.values())} tries, at most 1 in 5 minutes",
    )


def test_f13_slow_and_hanging(forge: Forge, sink: MailSink, tell: Tell) -> None:
    forge.do("book", MORNING, emails=THREE)
    seconds = {}
    for number, mode in enumerate(["drip", "hang"]):
        sink.mode = mode
        begun = monotonic()
        assert forge.do("tick", MORNING + 10 * number * MINUTE)["sent"] == 0
        seconds[mode] = monotonic() - begun
    sink.mode = "ok"

    later = MORNING + 20 * MINUTE
    sent = forge.do("tick", later)["sent"]
    last = MORNING + timedelta(hours=2)
    sent += forge.do("tick", last)["sent"]

    assert max(seconds.values()) < 30
    assert sent == 3
    assert sorted(letter.to for letter in sink.letters) == THREE
    check(forge, sink, last)
    tell(
        "F13",
        "Mail server slow, or silent after DATA",
        f"given up after {seconds['drip']:.0f} s (1 byte/s) and {seconds['hang']:.0f} s; then 3 of 3 sent",
    )


def test_f13_one_that_hangs_does_not_keep_the_others_waiting(
    forge: Forge, sink: MailSink, tell: Tell
) -> None:
    """The server takes ages over the first mail only."""
    forge.do("book", MORNING, emails=THREE)
    sink.mode = "hang"
    forge.do("tick", MORNING)
    sink.mode = "ok"

    sent = forge.do("tick", MORNING + MINUTE)["sent"]

    assert sent == 2
    tell("F13", "One mail hangs", "the two others go out with the next tick, a minute later")


def test_f14_partial_refusal_and_421(forge: Forge, sink: MailSink, tell: Tell) -> None:
    forge.do("book", MORNING, emails=THREE)
    sink.refused.add("bob@example.org")
    forge.do("tick", MORNING)
    refused = {row["owner__email"]: row for row in forge.do("deliveries", MORNING)}
    sink.mode = "drop"
    tomorrow = MORNING + DAY
    forge.do("tick", tomorrow)
    dropped = len(sink.letters)
    sink.mode = "ok"

    for minutes in (1, 5, 6, 16, 62, 200):
        forge.do("tick", tomorrow + minutes * MINUTE)

    assert {email: (row["state"], row["attempt"]) for email, row in refused.items()} == {
        "alice@example.org": ("sent", 1),
        "bob@example.org": ("failed", 1),
        "carol@example.org": ("sent", 1),
    }
    assert refused["bob@example.org"]["error"] == "The mail server refused the address (550)."
    assert dropped == 2
    assert Counter(letter.to for letter in sink.letters) == {"alice@example.org": 2, "carol@example.org": 2}
    check(forge, sink, tomorrow + 200 * MINUTE)
    tell(
        "F14", "1 of 3 refused with 550; 421 in between", "550: one try, told; 421: tried again, 2 of 2 sent"
    )
