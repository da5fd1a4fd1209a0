"""The pair of keys by which browsers' makers know this instance: a private file, and its public half beside it.

Pages ask this module; what makes keys and encrypts is larger, and loaded when it is needed.
"""

from base64 import urlsafe_b64decode
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings

PRIVATE, PUBLIC = "push_private.pem", "push_public.txt"


def is_installed() -> bool:
    """Whether the extra "push" is there; it is looked for, not loaded."""
    return find_spec("http_ece") is not None and find_spec("py_vapid") is not None


def private_file() -> Path:
    return Path(settings.DATA_DIR) / PRIVATE


def public_key() -> str:
    """The public half as browsers want it (base64url); empty until keys are made."""
    file = Path(settings.DATA_DIR) / PUBLIC
    return file.read_text().strip() if file.exists() and private_file().exists() else ""


def unpacked(text: str) -> bytes:
    """base64url without its padding. Raises ValueError."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
