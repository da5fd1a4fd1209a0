"""Photos: drawn anew, shown to their owner alone."""

import io
import struct
import time
import zlib
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from accounts.models import User
from contacts.models import Contact, Photo
from contacts.services import NoPicture, draw_photo, remove_photo, set_photo
from tests.factories import make_contact

RED, BLUE = (200, 30, 30), (30, 30, 200)


def picture(
    size: tuple[int, int] = (800, 600), kind: str = "JPEG", mode: str = "RGB", **said: object
) -> bytes:
    image = Image.new(mode, size, RED if mode == "RGB" else 0)
    image.paste(Image.new(mode, (size[0] // 2, size[1]), BLUE if mode == "RGB" else 0))
    out = io.BytesIO()
    image.save(out, kind, **said)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_of(width: int, height: int) -> bytes:
    """A PNG that says how large it is and holds nothing but zeros, packed tightly."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1_000_000))) + chunk(b"IEND", b"")


@pytest.fixture
def person(alice: User, now: datetime) -> Contact:
    return make_contact(alice, "Mira Lindqvist", now)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_a_picture_is_drawn_anew_in_two_sizes(kind: str) -> None:
    drawn = draw_photo(picture(kind=kind))

    assert [(opened(data).format, opened(data).size) for data in (drawn.data, drawn.small)] == [
        ("JPEG", (512, 384)),
        ("JPEG", (96, 72)),
    ]
    assert len(drawn.digest) == 64


def test_a_small_picture_stays_as_small_as_it_is() -> None:
    assert opened(draw_photo(picture((40, 30))).data).size == (40, 30)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_pictures_of_every_sort_of_colour_are_drawn(mode: str) -> None:
    assert opened(draw_photo(picture((3_000, 20), "PNG", mode)).data).size == (512, 3)


def test_what_is_clear_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")

    assert opened(draw_photo(out.getvalue()).data).getpixel((5, 5)) == (255, 255, 255)


def test_d4_a_picture_is_turned_upright_and_nothing_beside_the_pixels_stays() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010E] = "CANARY in the EXIF"
    exif.get_ifd(0x8825)[2] = (48.0, 24.0, 0.0)
    data = picture((800, 600), exif=exif.tobytes(), icc_profile=b"CANARY" * 30, comment=b"CANARY note")

    drawn = draw_photo(data)

    assert b"CANARY" in data
    assert opened(drawn.data).size == (384, 512)
    assert opened(drawn.data).getpixel((190, 20))[2] > 150  # what was at the left is above
    for made in (drawn.data, drawn.small):
        assert dict(opened(made).getexif()) == {}
        assert not {"exif", "icc_profile", "comment"} & set(opened(made).info)
        assert b"CANARY" not in made


def test_of_an_animation_the_first_image_is_taken() -> None:
    out = io.BytesIO()
    second = Image.new("RGB", (20, 20), BLUE)
    Image.new("RGB", (20, 20), RED).save(out, "GIF", save_all=True, append_images=[second] * 5)

    red, _green, blue = opened(draw_photo(out.getvalue()).data).getpixel((10, 10))

    assert red > blue


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no picture"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "no picture"),
        (b"<html><script>alert(1)</script></html>", "no picture"),
        (b"\x89PNG\r\n\x1a\n<html><script>alert(1)</script></html>", "damaged|no picture"),
        (b"%PDF-1.4", "no picture"),
        (picture()[:-2_000], "damaged"),
        (picture(kind="PNG")[:-500], "damaged"),
        (png_of(30_000, 30_000), "25 megapixels"),
        (png_of(5_001, 5_000), "25 megapixels"),
        (png_of(4_000, 4_000), "damaged"),
        (bytes(12 * 1024 * 1024 + 1), "12 MB"),
        (
            b"RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\xff\x3f\x00\xff\x3f\x00",
            "25 megapixels",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_d4_what_is_no_picture_or_too_large_is_refused_at_once(data: bytes, reason: str) -> None:
    start = time.process_time()

    with pytest.raises(NoPicture, match=reason):
        draw_photo(data)

    assert time.process_time() - start < 2


def test_f21_a_damaged_picture_is_drawn_or_refused_and_nothing_else() -> None:
    for kind in ("JPEG", "PNG", "GIF", "WEBP"):
        whole = picture((64, 48), kind)
        for place in range(0, len(whole), max(1, len(whole) // 60)):
            for data in (whole[:place], whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]):
                try:
                    drawn = draw_photo(data)
                except NoPicture:
                    continue
                assert opened(drawn.data).format == "JPEG"


def test_a_new_photo_takes_the_place_of_the_old_one(person: Contact, now: datetime) -> None:
    set_photo(contact=person, data=picture(), now=now)
    set_photo(contact=person, data=picture((10, 10)), now=now)

    assert opened(bytes(Photo.objects.get().data)).size == (10, 10)

    remove_photo(contact=person)
    remove_photo(contact=person)

    assert not Photo.objects.exists()


def test_b10_a_photo_is_given_to_its_owner_alone(
    person: Contact, as_alice: Client, as_bob: Client, client: Client, now: datetime
) -> None:
    set_photo(contact=person, data=picture(), now=now)

    for name in ("contacts:photo", "contacts:photo_small"):
        url = reverse(name, args=[person.pk])
        answer = as_alice.get(url)
        assert (answer.status_code, answer["Content-Type"], answer["X-Content-Type-Options"]) == (
            200,
            "image/jpeg",
            "nosniff",
        )
        assert answer["Cache-Control"] == "private, no-cache"
        assert opened(answer.content).format == "JPEG"
        assert as_bob.get(url).status_code == 404
        assert client.get(url).status_code == 302
        again = as_alice.get(url, headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_a_person_without_a_photo_has_none_to_show(person: Contact, as_alice: Client) -> None:
    assert as_alice.get(reverse("contacts:photo", args=[person.pk])).status_code == 404


def test_a_photo_is_chosen_and_taken_away_on_the_edit_page(person: Contact, as_alice: Client) -> None:
    page, edit = (
        reverse("dashboard:person", args=[person.pk]),
        reverse("dashboard:person_edit", args=[person.pk]),
    )
    address = reverse("contacts:photo", args=[person.pk])
    assert address not in as_alice.get(page).content.decode()

    upload = SimpleUploadedFile("me.jpg", picture(), "image/jpeg")
    answer = as_alice.post(reverse("contacts:photo_set", args=[person.pk]), {"picture": upload})

    assert (answer.status_code, answer["Location"]) == (302, page)
    assert address in as_alice.get(page).content.decode()
    assert reverse("contacts:photo_remove", args=[person.pk]) in as_alice.get(edit).content.decode()

    as_alice.post(reverse("contacts:photo_remove", args=[person.pk]))

    assert not Photo.objects.exists()
    assert address not in as_alice.get(page).content.decode()


@pytest.mark.parametrize("data", [b"<svg/>", picture()[:-2_000], b""])
def test_a_file_that_is_no_picture_is_refused_with_a_word(
    person: Contact, as_alice: Client, data: bytes
) -> None:
    upload = SimpleUploadedFile("me.svg", data, "image/svg+xml")

    answer = as_alice.post(reverse("contacts:photo_set", args=[person.pk]), {"picture": upload})

    assert answer.status_code == 422
    assert not Photo.objects.exists()


def test_deleting_a_person_for_good_takes_the_photo_along(person: Contact, now: datetime) -> None:
    set_photo(contact=person, data=picture(), now=now)

    person.delete()

    assert not Photo.objects.exists()
