"""Photos of people: drawn anew from whatever file they come in, so that nothing but the picture is left."""

import io
import struct
import zlib
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from django.db import transaction
from PIL import Image, ImageOps, UnidentifiedImageError

from contacts.models import Contact, Photo

FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
MAX_BYTES = 12 * 1024 * 1024
MAX_PIXELS = 25_000_000
LARGE, SMALL, COARSE = 512, 96, 2_048
QUALITY = 85
DAMAGE = (
    OSError, ValueError, TypeError, SyntaxError, EOFError, IndexError, KeyError, OverflowError, ZeroDivisionError,
    MemoryError, struct.error, zlib.error, Image.DecompressionBombError,
)  # fmt: skip
"""What the library raises on damaged and hostile pictures."""

Image.MAX_IMAGE_PIXELS = None  # our own limit is lower, and is asked before anything is decoded


class NoPicture(ValueError):
    """The file is no picture that can be taken; says why in words for its owner."""


class Drawn(NamedTuple):
    """A picture as JPEG of at most 512 pixels a side, a small one of 96, and the SHA-256 of where it came from."""

    data: bytes
    small: bytes
    digest: str


def draw_photo(data: bytes) -> Drawn:
    """Draw a picture anew: upright, without EXIF, place, profile or comment; of an animation its first image.

    Takes JPEG, PNG, GIF and WebP, told by what is in the file. Raises NoPicture with a clear word for anything
    else, for a damaged or cut file, and for more than 25 megapixels, before any of them is decoded.
    """
    if len(data) > MAX_BYTES:
        raise NoPicture(f"The picture is larger than {MAX_BYTES // 1024 // 1024} MB.")
    _check_canvas(data)
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            _check_size(*image.size)
            image.draft("RGB", (2 * LARGE, 2 * LARGE))
            large = _plain(_upright(_shrunk(image)))
    except DAMAGE as error:
        if isinstance(error, NoPicture):
            raise
        is_none = isinstance(error, UnidentifiedImageError)
        raise NoPicture(
            "That is no picture. Choose a JPEG, PNG, GIF or WebP." if is_none else "The picture is damaged."
        ) from error
    return Drawn(_jpeg(large, LARGE), _jpeg(large, SMALL), sha256(data).hexdigest())


@transaction.atomic
def set_photo(*, contact: Contact, data: bytes, now: datetime) -> Photo:
    """Give a person the picture in a file, instead of the one they may have. Raises NoPicture."""
    drawn = draw_photo(data)
    photo = Photo(owner=contact.owner, contact=contact, changed_at=now, **drawn._asdict())
    Photo.objects.owned_by(contact.owner).filter(contact=contact).delete()
    photo.save(force_insert=True)
    return photo


def remove_photo(*, contact: Contact) -> None:
    """Take a person's picture away; nothing where there is none."""
    Photo.objects.owned_by(contact.owner).filter(contact=contact).delete()


def _check_canvas(data: bytes) -> None:
    """WebP makes room for its whole canvas on opening, so its size is read before."""
    if data[:4] == b"RIFF" and data[12:16] == b"VP8X" and len(data) >= 30:
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
        _check_size(width, height)


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise NoPicture(
            f"The picture has more than {MAX_PIXELS // 1_000_000} megapixels. Make it smaller first."
        )


def _shrunk(image: Image.Image) -> Image.Image:
    """At most LARGE a side; a huge one with clear parts or a palette is thinned out first, for memory's sake."""
    image.load()
    if image.mode not in ("RGB", "L"):
        most = max(image.size)
        if most > COARSE:
            size = [max(1, side * COARSE // most) for side in image.size]
            image = image.resize((size[0], size[1]), Image.Resampling.NEAREST)
        image = image.convert("RGBA")
    image.thumbnail((LARGE, LARGE), reducing_gap=2.0)
    return image


def _upright(image: Image.Image) -> Image.Image:
    """Turned as its EXIF says; as it is where that cannot be read."""
    try:
        return ImageOps.exif_transpose(image)
    except DAMAGE:
        return image


def _plain(image: Image.Image) -> Image.Image:
    """The pixels alone, on white where they are clear."""
    clear = image.convert("RGBA")
    ground = Image.new("RGB", clear.size, "white")
    ground.paste(clear, mask=clear.getchannel("A"))
    return ground


def _jpeg(image: Image.Image, most: int) -> bytes:
    drawn = image.copy()
    drawn.thumbnail((most, most))
    out = io.BytesIO()
    drawn.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
