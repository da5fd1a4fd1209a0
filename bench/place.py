"""A database of its own for a measurement, and how CPU time and queries are counted."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any


def set_up() -> None:
    """A new SQLite file in a temporary folder, migrated; to be called before models are imported.

    The folder goes when the process ends.
    """
    folder = Path(tempfile.mkdtemp(prefix="rapport-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ.setdefault("CRM_DATABASE_URL", f"sqlite:////{str(folder / 'bench.sqlite3').lstrip('/')}")
    os.environ["CRM_DATA_DIR"] = str(folder)
    os.environ["CRM_DEBUG"] = "yes"
    os.environ["DJANGO_SETTINGS_MODULE"] = "crm.settings"

    import django  # noqa: PLC0415  # the settings read the environment set above
    from django.conf import settings  # noqa: PLC0415  # as above
    from django.core.management import call_command  # noqa: PLC0415  # as above

    django.setup()
    settings.STATIC_ROOT.mkdir()
    settings.DEBUG = False
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)


def cpu_ms(call: Callable[[], Any], times: int = 15) -> float:
    """The median CPU milliseconds of a call, after one that does not count."""
    call()
    spent = []
    for _ in range(times):
        before = process_time()
        call()
        spent.append((process_time() - before) * 1000)
    return median(spent)
