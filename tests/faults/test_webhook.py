"""A webhook that fails, hangs or leads elsewhere: fewer and fewer tries, then rest, for the owner to see."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.faults.conftest import Tell
from tests.faults.forge import Forge, copy_book
from tests.faults.sinks import MailSink
from tests.reminders.sinks import listening

MORNING = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
OWNER = "alice@example.org"


def test_f15_a_webhook_that_fails(tmp_path: Path, migrated: Path, sink: MailSink, tell: Tell) -> None:
    copy_book(migrated, tmp_path)
    with (
        listening("500") as hook,
        listening() as elsewhere,
        Forge(tmp_path, sink.port, CRM_WEBHOOK_ALLOWED_CIDRS="127.0.0.0/8") as forge,
    ):
        (alice,) = forge.do("book", MORNING, emails=[OWNER])
        forge.do("webhook", MORNING, owner=alice, url=f"{hook.url}/hook")
        hook.leads_to = elsewhere.url
        tries = []
        for step in [*range(0, 60, 5), *range(60, 4 * 24 * 60, 60)]:
            hook.mode = "302" if step == 120 else ("500", "close")[step // 60 % 2]
            moment = MORNING + step * MINUTE
            before = len(hook.received)
            forge.do("tick", moment)
            tries += [moment] * (len(hook.received) - before)
        (channel,) = [row for row in forge.do("channels", moment) if row["kind"] == "webhook"]
        keys = [each.headers["Idempotency-Key"] for each in hook.received]
        states = [row["state"] for row in forge.do("deliveries", moment) if row["channel"] == "webhook"]
        problems = forge.do("problems", moment)

    gaps = [later - earlier for earlier, later in zip(tries, tries[1:], strict=False)]
    assert elsewhere.received == []
    assert len(tries) == 10
    assert min(gaps) >= 5 * MINUTE
    assert max(gaps[4:]) >= HOUR
    assert channel["failures"] == "10"
    assert channel["paused_at"] is not None
    assert channel["trouble"]
    assert len(set(keys)) == len(states) == 2
    assert "sent" not in states
    assert len(sink.letters) == 5
    assert problems == []
    figure = (
        f"{len(tries)} tries, none in the same 5 minutes, a redirect never followed; then paused and told"
    )
    tell("F15", "Webhook: 500, redirect, hang-up", figure)
