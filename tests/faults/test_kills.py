"""A thousand processes killed at a thousand places: nothing lost, nothing twice."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from tests.faults.conftest import Tell
from tests.faults.forge import FILE, Forge, copy_book
from tests.faults.sinks import MailSink

START = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
EMAILS = ["alice@example.org", "bob@example.org", "carol@example.org"]
POINTS, A_DAY, SEED = 1000, 20, 20260312


def prepare(forge: Forge) -> None:
    for owner in forge.do("book", START - DAY, emails=EMAILS):
        forge.do("daily", START - DAY, owner=owner, count=2, starts_on="2026-03-12")
        forge.do("birthdays", START - DAY, owner=owner, month=3, day=20)


def did(forge: Forge, seed: int, at: datetime, place: dict[str, int]) -> bool:
    """Let an owner do something and kill it on the way; what came to nothing is done again. Whether it was killed."""
    before = forge.do("deeds", at)
    was_killed = forge.killed("answer", at, kill=place, seed=seed)
    if was_killed and forge.do("deeds", at) == before:
        forge.do("answer", at, seed=seed)
    return was_killed


def test_a_thousand_kill_points(forge: Forge, sink: MailSink, tmp_path: Path, tell: Tell) -> None:
    """Each day twenty kills, in ticks and in what an owner does. Beside it, the same days without kills."""
    prepare(forge)
    clean_folder = tmp_path / "clean"
    copy_book(tmp_path / FILE, clean_folder)
    random, killed = Random(SEED), 0

    with MailSink() as clean_sink, Forge(clean_folder, clean_sink.port) as clean:
        for number in range(POINTS):
            day, turn = divmod(number, A_DAY)
            at = START + day * DAY + 4 * turn * MINUTE
            place = {random.choice(["at", "after"]): int(random.triangular(1, 25, 4))}
            if turn == A_DAY - 1:
                for run in (forge, clean):
                    run.do("tick", at)
                killed += did(forge, number, at, place)
                clean.do("answer", at, seed=number)
                for run in (forge, clean):
                    run.do("settled", at)
                assert forge.do("problems", at + 5 * MINUTE) == []
            else:
                killed += forge.killed("tick", at, kill=place)
        last = START + POINTS // A_DAY * DAY
        for run in (forge, clean):
            run.do("tick", last)
        expected, found = clean.do("occurrences", last), forge.do("occurrences", last)

    mails, wanted = Counter(sink.ids()), set(clean_sink.ids())
    unknown = sum(row["state"] == "unknown" for row in forge.do("deliveries", last))
    lost = len(wanted - set(mails))
    assert max(Counter(tuple(row[1:4]) for row in found).values()) == 1
    assert found == expected
    assert max(mails.values()) <= 2
    assert set(mails) <= wanted
    assert lost <= unknown
    assert forge.do("problems", last + 5 * MINUTE) == []
    twice = sum(times == 2 for times in mails.values())
    tell(
        "kill",
        f"{POINTS} random kill points",
        f"{killed} killed; {len(found)} due dates as in a clean run: 0 lost, 0 twice; of {len(wanted)} mails "
        f"{twice} came twice with one Message-ID, {lost} not at all, told as unknown",
    )
