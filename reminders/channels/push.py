"""Web push: encrypted for one browser (RFC 8291), signed with this instance's key (RFC 8292), posted to its maker.

The libraries are those that pywebpush stands on; itself it would load two HTTP clients that are of no use here,
since all posting goes by reminders.safe_http. Loaded only when a message is sent.
"""

import json
import os
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import timedelta
from email.utils import parseaddr
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from django.conf import settings as places

from accounts import clock
from reminders.channels.message import Message, Undelivered, cut
from reminders.channels.posting import post_or_raise
from reminders.channels.pushkeys import PUBLIC, is_installed, private_file, public_key, unpacked
from reminders.safe_http import read_url

MOST_TITLE, MOST_TEXT = 100, 600
"""Letters; a push holds 4,096 bytes."""
KEPT_SECONDS = 86_400
"""So long the maker keeps it for a browser that is closed; the next day has its own message."""
SIGNED_FOR = timedelta(hours=12)
NO_LONGER = "This browser no longer wants them."


def send(settings: Mapping[str, str], message: Message) -> None:
    """Encrypt a message for one browser and post it. Raises Undelivered, gone when it has unsubscribed."""
    if not is_installed() or not public_key():
        raise Undelivered("Web push is not set up on this server.", is_final=True)
    try:
        body = encrypted(settings, as_json(message))
    except (ValueError, KeyError):
        raise Undelivered("The keys of this browser are not whole.", is_gone=True) from None
    headers = {
        "Content-Type": "application/octet-stream",
        "Content-Encoding": "aes128gcm",
        "TTL": str(KEPT_SECONDS),
        "Urgency": "normal",
        "Topic": sha256(message.key.encode()).hexdigest()[:32],
        "Authorization": authorization(settings["endpoint"]),
    }
    gone = {404: NO_LONGER, 410: NO_LONGER}
    post_or_raise(settings["endpoint"], body=body, headers=headers, gone=gone)


def as_json(message: Message) -> bytes:
    """What the service worker in the browser reads; the same key replaces what it shows already."""
    told = {
        "title": cut(message.title, MOST_TITLE),
        "text": cut(message.text, MOST_TEXT),
        "link": message.link,
        "key": message.key,
    }
    return json.dumps(told, ensure_ascii=False).encode()


def encrypted(settings: Mapping[str, str], content: bytes) -> bytes:
    """One aes128gcm record that only the browser with these keys can open."""
    library: Any = import_module("http_ece")
    sealed: bytes = library.encrypt(
        content,
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=unpacked(settings["p256dh"]),
        auth_secret=unpacked(settings["auth"]),
        version="aes128gcm",
    )
    return sealed


def authorization(endpoint: str) -> str:
    """Who sends it, signed for the push service of this endpoint."""
    library: Any = import_module("py_vapid")
    target = read_url(endpoint)
    signer = library.Vapid02.from_pem(private_file().read_bytes())
    until = int((clock.now() + SIGNED_FOR).timestamp())
    scheme = "https" if target.is_secure else "http"
    signed = signer.sign({"aud": f"{scheme}://{target.host_header}", "exp": until, "sub": _contact()})
    return str(signed["Authorization"])


def _contact() -> str:
    """Whom a push service may turn to about this instance."""
    host = urlsplit(places.BASE_URL).hostname or "localhost"
    if places.IS_PRODUCTION and "." in host:
        return f"https://{host}"
    address = parseaddr(places.DEFAULT_FROM_EMAIL)[1]
    return f"mailto:{address or f'rapport@{host}'}"


def make_keys(*, renew: bool = False) -> bool:
    """Write a new pair (the private file 0600). False, and nothing done, where there is one, unless `renew`."""
    file = private_file()
    if file.exists() and not renew:
        return False
    key = ec.generate_private_key(ec.SECP256R1())
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.parent.mkdir(parents=True, exist_ok=True)
    _write(file, pem)
    _write(file.with_name(PUBLIC), urlsafe_b64encode(point).rstrip(b"="))
    return True


def _write(file: Path, content: bytes) -> None:
    """All of it or nothing, and never readable by others, not even for a moment."""
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
        handle.write(content)
    fresh.replace(file)
