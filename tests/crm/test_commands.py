"""The plumbing that every command of ours shares, and create_owner."""

import io
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import OperationalError

from accounts.models import User
from crm.commands import Command, OwnerCommand
from crm.place import FOLDER
from tests.conftest import PASSWORD
from tests.crm.serving import environment


class Sample(OwnerCommand):
    """Says whose book it is and what time it is."""

    def add_arguments(self, parser: Any) -> None:
        super().add_arguments(parser)
        self.add_now(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        owner = self.owner(options)
        at = self.moment(options, owner)
        self.say({"owner": owner.email, "at": at, "absent": None}, f"{owner.email} at {at:%H:%M}")


class Failing(Command):
    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def handle(self, *args: Any, **options: Any) -> None:
        raise self.error


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command(Sample(), *arguments, stdout=out)
    return out.getvalue()


def manage(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a person does, over an empty data folder."""
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command,
        cwd=FOLDER,
        env=environment(folder, 8000),
        input="x\n",
        capture_output=True,
        text=True,
        check=False,
    )


def create(email: str, password: str, *arguments: str, monkeypatch: pytest.MonkeyPatch) -> str:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO(password))
    call_command("create_owner", email, *arguments, stdout=out)
    return out.getvalue()


def test_an_answer_is_words_or_json(alice: User, now: datetime) -> None:
    assert run("--owner", "Alice@Example.org") == "alice@example.org at 12:00\n"
    assert json.loads(run("--owner", alice.email, "--json")) == {
        "owner": "alice@example.org",
        "at": "2026-03-12T12:00:00Z",
        "absent": None,
    }


def test_an_unknown_owner_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match=r"^There is no account for nobody@example\.org\.$"):
        run("--owner", "nobody@example.org")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-07-01T09:00", datetime(2026, 7, 1, 7, 0, tzinfo=UTC)),
        ("2026-07-01T09:00+00:00", datetime(2026, 7, 1, 9, 0, tzinfo=UTC)),
        ("2026-07-01", datetime(2026, 6, 30, 22, 0, tzinfo=UTC)),
    ],
)
def test_a_naive_moment_is_in_the_owners_zone(alice: User, text: str, at: datetime) -> None:
    alice.time_zone = "Europe/Berlin"

    assert Command().moment({"now": text}, alice) == at


def test_without_a_moment_it_is_now(alice: User, now: datetime) -> None:
    assert Command().moment({}, alice) == now


def test_what_is_no_moment_is_refused(alice: User) -> None:
    with pytest.raises(CommandError, match=r"^--now: “noon” is not a moment\. Write 2026-03-12T18:30\.$"):
        Command().moment({"now": "noon"}, alice)


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (ValidationError(["Too short.", "Too common."]), "Too short. Too common."),
        (
            OperationalError("no such table: x"),
            "The database cannot be used: no such table: x. manage.py migrate helps.",
        ),
    ],
)
def test_a_fault_becomes_one_line(error: Exception, line: str) -> None:
    with pytest.raises(CommandError) as caught:
        call_command(Failing(error))

    assert str(caught.value) == line


def test_the_first_owner_is_the_founder(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    first = create("Ada@Example.org", f"{PASSWORD}\n", "--json", monkeypatch=monkeypatch)
    second = create("bo@example.org", PASSWORD, monkeypatch=monkeypatch)

    assert json.loads(first) == {"email": "ada@example.org", "founder": True}
    assert second == "Made an account for bo@example.org.\n"
    assert User.objects.get(founder=True).check_password(PASSWORD)


@pytest.mark.parametrize(
    ("email", "password", "line"),
    [
        ("ada@example.org", "", "Give a password on standard input."),
        ("ada@example.org", "12345678", "This password is too common."),
        ("no address", PASSWORD, "Enter a valid email address."),
        ("ALICE@example.org", PASSWORD, "There is already an account for alice@example.org."),
    ],
)
def test_a_bad_account_is_refused_and_not_made(
    alice: User, monkeypatch: pytest.MonkeyPatch, email: str, password: str, line: str
) -> None:
    with pytest.raises(CommandError) as caught:
        create(email, password, monkeypatch=monkeypatch)

    assert str(caught.value) == line
    assert list(User.objects.all()) == [alice]


def test_on_the_command_line_a_missing_argument_is_one_line_and_status_1(tmp_path: Path) -> None:
    answer = manage(tmp_path, "create_owner", "--json")

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == "CommandError: the following arguments are required: EMAIL\n"


def test_on_the_command_line_a_fault_is_one_line_and_status_1(tmp_path: Path) -> None:
    answer = manage(tmp_path, "create_owner", "ada@example.org")

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == (
        "CommandError: The database cannot be used: no such table: accounts_user. manage.py migrate helps.\n"
    )
