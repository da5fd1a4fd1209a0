"""A PostgreSQL server of its own for a measurement or a test, from the machine's binaries, gone afterwards.

PostgreSQL refuses to run as root: then it runs as the user `postgres` that its package makes, or as `nobody`.
"""

import os
import pwd
import shlex
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from pytest_postgresql.executors import PostgreSQLExecutor

PLACES = "/usr/lib/postgresql/*/bin/pg_ctl"
NAME, USER = "rapport", "postgres"
PATIENCE = 30.0  # seconds; a start takes one or two
ALONE = "-c listen_addresses=127.0.0.1"
SYNCED = f"{ALONE} -c fsync=on"
"""The executor turns syncing off: good for tests, but it would flatter every write that is measured."""


class NoBinaries(Exception):
    """There is no PostgreSQL server on this machine, or nobody whom root could run it as."""


@contextmanager
def served(*, is_synced: bool = False) -> Iterator[str]:
    """The address of an empty database, for CRM_DATABASE_URL; the server stops and its files go at the end.

    Raises NoBinaries.
    """
    control, user = _control(), _unprivileged()
    with tempfile.TemporaryDirectory(prefix="rapport-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        server = _server(_as_user(control, user, folder), folder, SYNCED if is_synced else ALONE)
        try:
            server.start()
            with _connected(server) as connection:
                connection.execute(f"CREATE DATABASE {NAME}")
            yield f"postgres://{USER}@{server.host}:{server.port}/{NAME}"
        finally:
            if server.running():
                server.stop()


def _connected(server: PostgreSQLExecutor) -> "psycopg.Connection[tuple[object, ...]]":
    """A connection as soon as there can be one: the port is open a little before the server lets anybody in."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return psycopg.connect(host=server.host, port=server.port, user=USER, autocommit=True)
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def _server(control: Path, folder: Path, options: str) -> PostgreSQLExecutor:
    return PostgreSQLExecutor(
        executable=str(control),
        host="127.0.0.1",
        port=_free_port(),
        datadir=str(folder / "data"),
        unixsocketdir=str(folder),
        logfile=str(folder / "log.txt"),
        startparams="-w",
        dbname=NAME,
        user=USER,
        postgres_options=options,
    )


def _control() -> str:
    """Where pg_ctl lies; Debian keeps it off the path, a folder for each version."""
    found = [str(path) for path in sorted(Path("/").glob(PLACES.lstrip("/")), key=_version)]
    control = shutil.which("pg_ctl") or next(reversed(found), "")
    if not control:
        raise NoBinaries("There is no PostgreSQL server on this machine: pg_ctl was not found.")
    return str(Path(control).resolve())


def _version(path: Path) -> float:
    """The number in /usr/lib/postgresql/15/bin/pg_ctl."""
    return float(path.parts[-3])


def _unprivileged() -> pwd.struct_passwd | None:
    """Whom to become; None where we are not root already."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = known.get("postgres") or known.get("nobody")
    if user is None or shutil.which("setpriv") is None:
        raise NoBinaries("PostgreSQL does not run as root, and there is nobody to run it as.")
    return user


def _as_user(control: str, user: pwd.struct_passwd | None, folder: Path) -> Path:
    """A script that runs pg_ctl as that user, who gets the folder: the executor itself switches no users."""
    script = folder / "pg_ctl"
    switch = f"setpriv --reuid={user.pw_uid} --regid={user.pw_gid} --clear-groups " if user else ""
    script.write_text(f'#!/bin/sh\ncd / && exec {switch}{shlex.quote(control)} "$@"\n')
    script.chmod(0o755)
    if user:
        shutil.chown(folder, user.pw_uid, user.pw_gid)
    return script


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
