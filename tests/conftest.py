"""What every test stands on: quick hashing, plain static files, two owners and a stranger's distance."""

import gc
import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, override_settings
from django_q.models import Schedule
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from accounts import clock
from accounts.models import User
from accounts.services import create_owner
from tests import prepared

gc.set_threshold(100_000, 50, 50)  # a seventh of the time went into looking for rubbish
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the synchronous browser driver runs a loop
hypothesis_settings.register_profile(
    "house", deadline=None, max_examples=60
)  # other work slows examples down
hypothesis_settings.load_profile("house")
NOON = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
PASSWORD = "a long enough phrase 7"


@pytest.fixture(autouse=True, scope="session")
def _quick_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    with override_settings(
        UPLOAD_DIR=tmp_path_factory.mktemp(
            "uploads"
        ),  # several runs side by side sweep up only after themselves
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    ):
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The test database, migrated once for all runs where it is SQLite."""
    file = prepared.prepared_file()
    if connection.vendor == "sqlite" and file.exists():
        with django_db_blocker.unblock(), prepared.opened(file):
            yield
        return
    request.getfixturevalue("django_db_setup")
    with django_db_blocker.unblock():
        Schedule.objects.update(next_run=NOON)  # not ahead of the clock that stands still
        if connection.vendor == "sqlite":
            prepared.keep(file)
    yield


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """The ids of one test's rows are those of the next one's."""
    cache.clear()


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What fixtures of the module write after it stays for all its tests; what a test writes goes with the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def now() -> Iterator[datetime]:
    """The clock stands still at noon of Thursday, 12 March 2026, UTC."""
    with clock.set_to(NOON):
        yield NOON


@pytest.fixture
def alice(db: None) -> User:
    return create_owner(email="alice@example.org", password=PASSWORD)


@pytest.fixture
def bob(db: None) -> User:
    return create_owner(email="bob@example.org", password=PASSWORD)


@pytest.fixture
def as_alice(alice: User) -> Client:
    return signed_in(alice)


@pytest.fixture
def as_bob(bob: User) -> Client:
    return signed_in(bob)


def signed_in(user: User) -> Client:
    """A browser in which the owner is signed in already; the way there takes three times as long."""
    session, client = SessionStore(), Client()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client
