"""Faults are made on purpose by `make faults`, which names each file: they take minutes and kill processes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import prepared
from tests.faults.forge import FILE, Forge, copy_book
from tests.faults.sinks import MailSink

collect_ignore_glob = ["test_*.py"]  # what is named on the command line is collected all the same
LINES = Path(__file__).resolve().parents[2] / "var" / "faults.txt"
Tell = Callable[[str, str, str], None]


@pytest.fixture
def tell() -> Tell:
    """Note what a fault came to: its number, its name and its figure. The target prints them in order."""

    def note(fault: str, name: str, figure: str) -> None:
        line = f"{fault:<4} {name:<38} {figure}"
        print(line)
        with LINES.open("a") as file:
            file.write(f"{line}\n")

    return note


@pytest.fixture
def sink() -> Iterator[MailSink]:
    with MailSink() as mail:
        yield mail


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to be copied."""
    kept = prepared.prepared_file()
    if kept.exists():
        return kept
    with Forge(tmp_path_factory.mktemp("migrated"), 25) as made:
        made.do("migrate")
    return made.folder / FILE


@pytest.fixture
def forge(tmp_path: Path, sink: MailSink, migrated: Path) -> Iterator[Forge]:
    """Processes over a new SQLite file, whose mail goes to the sink."""
    copy_book(migrated, tmp_path)
    with Forge(tmp_path, sink.port) as made:
        yield made
