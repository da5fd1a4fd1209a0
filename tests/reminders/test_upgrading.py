"""A book from before channels and the agenda: nothing is lost, nothing comes twice, what waited is sent."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_what_was_planned_before_comes_after(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.reminders.upgrading"]
    env = os.environ | {"CRM_DATA_DIR": str(tmp_path)}
    run = subprocess.run(command, cwd=ROOT, env=env, text=True, capture_output=True)
    assert run.returncode == 0, run.stderr

    found = json.loads(run.stdout)

    assert sorted(found["due"]) == [
        ["date", "", "2026-03-10", "open"],
        ["date", "", "2026-03-11", "open"],
        ["follow-up", "Call", "2026-03-11", "open"],
        ["own", "Once", "2026-03-12", "open"],
        ["own", "To come", "2026-03-15", "open"],
        ["own", "Weekly", "2026-03-05", "settled"],
        ["own", "Weekly", "2026-03-12", "open"],
    ]
    assert found["told"] == [["sent", 1], ["sent", 1]]
    assert found["mails"] == 2
    assert [counts["sent"] for counts in found["counts"]] == [1, 0, 1, 0]
