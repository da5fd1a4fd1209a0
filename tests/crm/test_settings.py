"""What the settings promise about jobs, the database and production."""

import os
import secrets
import subprocess
import sys
from math import ceil
from pathlib import Path

import pytest
from django.conf import settings

from crm import environment as env
from crm.place import FOLDER
from tests.crm.serving import environment

LONG = secrets.token_urlsafe(64)
PUBLIC = {"CRM_BASE_URL": "https://rapport.example", "CRM_SECRET_KEY": LONG}


def load(folder: Path, program: list[str], **names: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *program],
        cwd=FOLDER,
        env=environment(folder, 8000) | names,
        capture_output=True,
        text=True,
        check=False,
    )


def test_r12_a_job_is_retried_only_long_after_every_timeout() -> None:
    q = settings.Q_CLUSTER
    rounds = ceil((q["queue_limit"] + q["bulk"]) / q["workers"]) + 1

    assert q["retry"] >= 2 * rounds * (q["timeout"] + 3)
    assert (q["timeout"] + 3) % q["guard_cycle"] == 0
    assert (q["max_attempts"], q["ack_failures"], q["catch_up"]) == (1, True, False)


def test_r14_sqlite_takes_the_write_lock_first_and_syncs_fully(tmp_path: Path) -> None:
    options = env.database(f"sqlite:///{tmp_path}/x.sqlite3", FOLDER, "wal")["OPTIONS"]

    assert options == {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=wal; PRAGMA synchronous=FULL; PRAGMA mmap_size=0; "
        "PRAGMA secure_delete=ON;",
    }
    assert not settings.DATABASES["default"].get("ATOMIC_REQUESTS")


def test_s4_the_settings_are_fit_for_production(tmp_path: Path) -> None:
    command = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]

    answer = load(tmp_path, command, **PUBLIC)

    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (PUBLIC | {"CRM_SECRET_KEY": ""}, "CRM_SECRET_KEY must be set when CRM_BASE_URL is https."),
        (PUBLIC | {"CRM_SECRET_KEY": "short"}, "CRM_SECRET_KEY is too short: give at least 50 characters."),
        (PUBLIC | {"CRM_DEBUG": "yes"}, "CRM_DEBUG must be off when CRM_BASE_URL is https."),
        ({"CRM_PORT": "eight"}, "CRM_PORT must be a whole number, not 'eight'."),
        ({"CRM_SIGNUP": "maybe"}, "CRM_SIGNUP must be one of first, open, not 'maybe'."),
        ({"CRM_DATABASE_URL": "mysql://x"}, "CRM_DATABASE_URL must begin with sqlite:/// or postgres://."),
    ],
)
def test_k7_a_bad_value_stops_the_start_and_is_named(
    tmp_path: Path, names: dict[str, str], reason: str
) -> None:
    answer = load(tmp_path, ["-c", "import crm.settings"], **names)

    assert answer.returncode == 1
    assert answer.stderr.splitlines()[-1] == f"django.core.exceptions.ImproperlyConfigured: {reason}"


def test_a_secret_can_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{LONG}\n")
    names = {"CRM_BASE_URL": "https://rapport.example", "CRM_SECRET_KEY_FILE": str(tmp_path / "key")}

    answer = load(tmp_path, ["-c", "from crm import settings; print(settings.SECRET_KEY)"], **names)

    assert answer.stdout.strip() == LONG


def test_the_local_secret_is_written_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"

    first = env.secret("CRM_NO_SUCH_SECRET", path, must_be_given=False)

    assert env.secret("CRM_NO_SUCH_SECRET", path, must_be_given=False) == first
    assert len(first) >= 50
    assert oct(os.stat(path).st_mode & 0o777) == "0o600"
