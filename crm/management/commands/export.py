"""manage.py export PATH --owner EMAIL: a whole book into a file, never half of one; Markdown also into a folder."""

import os
import shutil
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

from django.core.management.base import CommandError

from accounts import clock
from accounts.models import User
from crm.commands import OwnerCommand
from transfer.exports.markdown import write_pages
from transfer.exports.out import FORMATS
from transfer.exports.tables import write_people

STDOUT = "-"


class Command(OwnerCommand):
    help = "Write a whole book into a file: everything, or what other programs read."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "path",
            metavar="PATH",
            help="The file to write (Markdown: a folder or a .zip); - for standard output.",
        )
        parser.add_argument(
            "--format", choices=FORMATS, default="archive", help="Everything is the archive, the usual one."
        )
        parser.add_argument("--force", action="store_true", help="Write over a file that is there.")
        self.add_now(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        owner, name, path = self.owner(options), options["format"], options["path"]
        now = self.moment(options, owner).astimezone(clock.zone_of(owner))
        write = FORMATS[name].write
        if path == STDOUT:
            write(owner, sys.stdout.buffer, now)
            return
        is_zip = path.lower().endswith(".zip")
        try:
            if name == "markdown" and not is_zip:
                count = _write_folder(Path(path), owner, now.date(), force=options["force"])
            else:
                with _whole_file(Path(path), force=options["force"]) as file:
                    is_table = name == "csv" and not is_zip
                    count = (
                        write_people(owner=owner, target=file, today=now.date())
                        if is_table
                        else write(owner, file, now)
                    )
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from None
        answer = {"path": path, "format": name, "count": count, "bytes": _size(Path(path))}
        self.say(answer, f"Wrote {count:,} {FORMATS[name].things} to {path}.")


def _write_folder(path: Path, owner: User, today: date, *, force: bool) -> int:
    """A folder with a file for each person, which is there when all of them are and not before; how many."""
    if path.exists() and not path.is_dir():
        raise CommandError(f"{path} is a file. Give a folder, or a name that ends in .zip.")
    if path.is_dir() and any(path.iterdir()) and not force:
        raise CommandError(
            f"{path} holds files already. --force adds to them and writes over the same names."
        )
    beside = path.with_name(f".{path.name}.{uuid4().hex}.part")
    try:
        beside.mkdir(mode=0o700)
        count = write_pages(owner=owner, folder=beside, today=today)
        if not path.exists():
            beside.rename(path)
        else:
            for file in beside.iterdir():
                file.replace(path / file.name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return count


def _size(path: Path) -> int:
    files = path.iterdir() if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files)


@contextmanager
def _whole_file(path: Path, *, force: bool) -> Iterator[BinaryIO]:
    """A file that stands at its path when all of it is written and not before; readable by its owner alone."""
    if path.is_dir():
        raise CommandError(f"{path} is a folder. Give the name of a file.")
    if path.exists() and path.stat().st_size and not force:
        raise CommandError(f"{path} is there already. --force writes over it.")
    beside = path.with_name(f".{path.name}.{uuid4().hex}.part")
    try:
        with os.fdopen(os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
