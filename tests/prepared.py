"""A migrated SQLite database kept in var/prepared, so that not every run of tests migrates one for ten seconds.

It is found by a digest of everything that makes its tables: when a migration changes, another one is made.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "var" / "prepared"
MAKERS = ("*/migrations/*.py", "crm/apps.py", "crm/schedules.py", "requirements.txt")


def prepared_file() -> Path:
    """Where the database of these migrations is kept, whether or not it is there."""
    files = sorted(file for pattern in MAKERS for file in ROOT.glob(pattern))
    digest = sha256(sqlite3.sqlite_version.encode())
    for file in files:
        digest.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return KEPT / f"{digest.hexdigest()[:20]}.sqlite3"


def keep(file: Path) -> None:
    """Write the database of the open connection to `file`; nobody ever sees half of it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(f".{uuid4().hex}")
    with closing(sqlite3.connect(half)) as target:
        connection.connection.backup(target)
    for older in KEPT.glob("*.sqlite3"):
        older.unlink(missing_ok=True)
    half.replace(file)


@contextmanager
def opened(file: Path) -> Iterator[None]:
    """The test database in memory, filled from `file`."""
    name, connected = settings.DATABASES["default"]["NAME"], connection.settings_dict["NAME"]
    connection.close()
    in_memory = connection.creation._get_test_db_name()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = in_memory
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as source:
        source.backup(connection.connection)
    yield
    connection.creation.destroy_test_db(name, verbosity=0)
    settings.DATABASES["default"]["NAME"], connection.settings_dict["NAME"] = name, connected
