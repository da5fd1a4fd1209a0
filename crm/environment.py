"""Typed readers of CRM_ environment variables. A bad value fails at start, naming the variable."""

import os
import secrets
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """The variable, or the contents of the file that NAME_FILE points to, or the default."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        return Path(path).read_text().strip()
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    value = text(name).lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    if value:
        raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")
    return default


def number(name: str, default: int) -> int:
    value = text(name)
    try:
        return int(value) if value else default
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None


def choice(name: str, choices: tuple[str, ...], default: str) -> str:
    value = text(name, default).lower()
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}, not {value!r}.")
    return value


def words(name: str) -> list[str]:
    return [word for word in text(name).replace(",", " ").split() if word]


def networks(name: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Ranges of addresses such as 192.168.1.0/24. A range that holds everything is none."""
    try:
        ranges = tuple(ip_network(word) for word in words(name))
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be ranges such as 192.168.1.0/24: {error}.") from None
    if any(found.prefixlen == 0 for found in ranges):
        raise ImproperlyConfigured(f"{name} must name ranges, not every address there is.")
    return ranges


def secret(name: str, path: Path, *, must_be_given: bool) -> str:
    """The secret key: from the environment, else one written once to `path` (0600) in local mode."""
    value = text(name)
    if value:
        if must_be_given and len(value) < 50:
            raise ImproperlyConfigured(f"{name} is too short: give at least 50 characters.")
        return value
    if must_be_given:
        raise ImproperlyConfigured(f"{name} must be set when CRM_BASE_URL is https.")
    return _written_once(path)


def _written_once(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        value = secrets.token_urlsafe(64)
        file.write(value)
    return value


def database(url: str, base: Path, journal: str) -> dict[str, object]:
    """Django's database settings for sqlite:///relative, sqlite:////absolute or postgres://….

    A relative SQLite path starts at the project's folder. SQLite takes the write lock at the start
    of a transaction (IMMEDIATE), since read-then-write under concurrency otherwise fails at once.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        name = unquote(parts.path.removeprefix("/"))
        if not name:
            raise ImproperlyConfigured("CRM_DATABASE_URL names no file: sqlite:///var/rapport.sqlite3")
        return _sqlite(base / name, journal)
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.removeprefix("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise ImproperlyConfigured("CRM_DATABASE_URL must begin with sqlite:/// or postgres://.")


def _sqlite(path: Path, journal: str) -> dict[str, object]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                f"PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL; PRAGMA mmap_size=0; "
                "PRAGMA secure_delete=ON;"
            ),
        },
    }
