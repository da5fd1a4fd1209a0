"""Pictures in cards: base64 with an encoding (2.1, 3.0) or in a data: address (4.0)."""

import base64
import binascii
import re

from domain.cards.values import Property

_DATA = re.compile(r"data:([\w.+-]+/[\w.+-]+)?[^,]{0,200},", re.IGNORECASE)
TYPES = ((b"\xff\xd8", "jpeg"), (b"\x89PNG", "png"), (b"GIF8", "gif"), (b"RIFF", "webp"))


def read_photo(prop: Property) -> bytes:
    """The bytes of a picture that is in the card itself; empty for one that lies elsewhere or is damaged."""
    text = prop.value.strip()
    if found := _DATA.match(text.replace("\\,", ",", 1).replace("\\;", ";", 3)[:300]):
        text = text.split(",", 1)[1] if "base64" in found[0].lower() else ""
    elif prop.param("ENCODING") != "b":
        return b""
    try:
        return base64.b64decode(_padded(text))
    except (binascii.Error, ValueError):
        return b""


def photo_property(data: bytes, version: str, name: str = "PHOTO") -> Property:
    """The property that holds a picture in a version."""
    kind = next((kind for start, kind in TYPES if data.startswith(start)), "jpeg")
    text = base64.b64encode(data).decode()
    if version == "4.0":
        return Property(name, f"data:image/{kind};base64,{text}")
    return Property(name, text, (("ENCODING", ("b",)), ("TYPE", (kind.upper(),))))


def _padded(text: str) -> str:
    plain = "".join(text.split()).rstrip("=")
    return plain + "=" * (-len(plain) % 4)
