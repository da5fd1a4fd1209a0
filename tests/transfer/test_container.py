import io
import os
import stat
import struct
import tracemalloc
import zipfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples.linkedin import make_zip
from transfer.formats.container import Upload, open_upload
from transfer.formats.faults import BadFile
from transfer.formats.members import MAX_ENTRIES, MB, Limits


def wanted(name: str) -> bool:
    return name.lower().rpartition("/")[2] == "people.csv"


def read(source: bytes | Path, filename: str = "export.zip") -> dict[str, bytes]:
    """Everything wanted in an upload, by name."""
    opened = io.BytesIO(source) if isinstance(source, bytes) else source
    with open_upload(opened, wanted=wanted, filename=filename if isinstance(source, bytes) else "") as upload:
        return {name: whole(upload, name) for name in upload.names}


def whole(upload: Upload, name: str) -> bytes:
    with upload.open(name) as raw:
        return raw.read()


def refusal(source: bytes | Path, filename: str = "export.zip") -> str:
    with pytest.raises(BadFile) as caught:
        read(source, filename)
    return str(caught.value)


def zip_of(name: str, content: bytes = b"a,b\n", **fields: int) -> bytes:
    """A zip of one member whose directory entry has some fields of our own."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo(name)
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(entry, content)
        for field, value in fields.items():
            setattr(entry, field, value)
    return out.getvalue()


def test_a_zip_gives_its_wanted_members_at_most_six_folders_deep() -> None:
    packed = make_zip({"x/People.csv": "a,b\n", "other.csv": "c", "1/2/3/4/5/6/7/people.csv": "d"})

    assert read(packed) == {"x/People.csv": b"a,b\n"}
    assert read(make_zip({"1/2/3/4/5/6/people.csv": "d"})) == {"1/2/3/4/5/6/people.csv": b"d"}


def test_a_zip_on_disk_is_read_and_nothing_is_written_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(make_zip({"people.csv": "a,b\n"}))

    assert read(path) == {"people.csv": b"a,b\n"}
    assert [child.name for child in tmp_path.iterdir()] == ["export.zip"]


def test_a_member_can_be_opened_again_and_is_counted_once() -> None:
    with open_upload(io.BytesIO(make_zip({"people.csv": "a,b\n"})), wanted=wanted) as upload:
        assert [whole(upload, "people.csv"), whole(upload, "people.csv")] == [b"a,b\n", b"a,b\n"]
        assert upload.sizes == {"people.csv": 4}


def test_a_folder_gives_its_wanted_files_at_most_six_folders_deep(tmp_path: Path) -> None:
    deepest = tmp_path / "export" / "2" / "3" / "4" / "5" / "6" / "7"
    deepest.mkdir(parents=True)
    (tmp_path / "export" / "People.csv").write_text("a,b\n")
    (deepest / "people.csv").write_text("c")
    (tmp_path / "other.csv").write_text("d")

    assert read(tmp_path) == {"export/People.csv": b"a,b\n"}


def test_a_single_file_is_taken_under_any_name(tmp_path: Path) -> None:
    path = tmp_path / "download (1).txt"
    path.write_text("a,b\n")

    assert read(path) == {"download (1).txt": b"a,b\n"}
    assert read(b"a,b\n", "C:\\Temp\\people.csv") == {"people.csv": b"a,b\n"}


def test_an_open_file_object_stays_open() -> None:
    source = io.BytesIO(b"a,b\n")

    with open_upload(source, wanted=wanted, filename="people.csv") as upload:
        assert [whole(upload, "people.csv"), whole(upload, "people.csv")] == [b"a,b\n", b"a,b\n"]
    assert not source.closed


def test_d3_empty_missing_and_false_zips_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_bytes(b"")

    assert refusal(tmp_path / "no.zip") == "no.zip: is empty"
    assert refusal(tmp_path / "gone.zip") == "gone.zip: there is no such file"
    assert refusal(b"a,b\n", "export.zip") == "export.zip: is not a zip, or a damaged one"
    assert refusal(make_zip({})) == "export.zip: is an empty zip"
    assert refusal(b"PK\x03\x04 and nothing more") == "export.zip: is not a zip, or a damaged one"


def test_a_pipe_is_not_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "people.csv")

    assert refusal(tmp_path / "people.csv") == "people.csv: is not a file"
    assert refusal(tmp_path) == "people.csv: is a link or no plain file"


def test_d1_a_zip_that_unpacks_to_300_mb_is_refused_with_little_memory() -> None:
    bomb = zip_of("people.csv", bytes(300 * MB))
    tracemalloc.start()

    reason = refusal(bomb)

    assert tracemalloc.get_traced_memory()[1] < 8 * MB
    tracemalloc.stop()
    assert reason == "export.zip: unpacks to far more than it should: people.csv"


def test_d1_a_bomb_that_lies_about_its_size_is_refused_by_what_is_counted() -> None:
    liar = zip_of("people.csv", bytes(20 * MB), file_size=40)

    assert refusal(liar) == "people.csv: says a false size about itself"


def test_d1_a_size_that_is_said_too_large_is_refused_too() -> None:
    assert (
        refusal(zip_of("people.csv", b"a,b\n", file_size=900)) == "people.csv: says a false size about itself"
    )


def test_d1_members_of_more_than_200_mb_together_are_refused_by_counting() -> None:
    packed = make_zip({f"{number}/people.csv": f"{number}" * (MB // 2) for number in range(8)})
    small = Limits(bytes_out=3 * MB)

    with open_upload(io.BytesIO(packed), wanted=wanted, limits=Limits()) as upload:
        upload.most = small.bytes_out
        with pytest.raises(BadFile, match="7/people.csv: is larger than 3 MB when unpacked|6/people"):
            _ = [whole(upload, name) for name in upload.names]
    with (
        pytest.raises(BadFile, match="is larger than 3 MB when unpacked"),
        open_upload(io.BytesIO(packed), wanted=wanted, limits=small),
    ):
        pass


def test_d1_a_file_of_more_than_50_mb_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "people.csv").open("wb") as file:
        file.truncate(50 * MB + 1)

    assert refusal(tmp_path / "people.csv") == "people.csv: is larger than 50 MB"


def test_d1_zips_inside_zips_are_refused_whatever_they_are_called() -> None:
    inner = make_zip({"people.csv": "a,b\n"})

    assert refusal(make_zip({"people.csv": "a", "more.zip": inner})) == (
        "export.zip: holds another archive; upload that one by itself: more.zip"
    )
    assert refusal(make_zip({"people.csv": inner})) == (
        "people.csv: holds a zip inside; upload that one by itself"
    )


def overlapping() -> bytes:
    """Two directory entries over the same packed bytes."""
    packed = make_zip({"people.csv": "a,b\n" * 50})
    directory, end = packed.index(b"PK\x01\x02"), packed.index(b"PK\x05\x06")
    entry = packed[directory:end]
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, 2 * len(entry), directory, 0)
    return packed[:directory] + entry + entry.replace(b"people.csv", b"others.csv") + tail


def test_d1_overlapping_members_are_refused() -> None:
    assert refusal(overlapping()) == "export.zip: has files that overlap; no honest zip does"


def test_d1_more_than_2000_entries_are_refused_in_zips_and_folders(tmp_path: Path) -> None:
    names = {f"{number}.txt": b"" for number in range(MAX_ENTRIES + 1)}
    for name in names:
        (tmp_path / name).touch()

    assert refusal(make_zip(names)) == "export.zip: holds more than 2,000 files"
    assert refusal(tmp_path) == f"{tmp_path.name}: holds more than 2,000 files"


@pytest.mark.parametrize(
    "name", ["../../people.csv", "/etc/people.csv", "C:\\people.csv", "a\\..\\people.csv", "\\people.csv"]
)
def test_d2_names_that_point_elsewhere_are_refused(name: str) -> None:
    assert refusal(zip_of(name)) == f"export.zip: has a file name that points outside of it: {name}"


def test_d2_a_nul_in_a_name_is_refused() -> None:
    packed = zip_of("people.csv_x").replace(b"people.csv_x", b"people.csv\0x")

    assert refusal(packed) == "export.zip: has a file name that points outside of it: people.csv x"


def test_d2_links_are_refused_in_zips_and_folders(tmp_path: Path) -> None:
    (tmp_path / "people.csv").symlink_to("/etc/hostname")

    assert refusal(zip_of("people.csv", b"/etc/hostname", external_attr=(stat.S_IFLNK | 0o777) << 16)) == (
        "export.zip: holds a link to another file: people.csv"
    )
    assert refusal(tmp_path) == "people.csv: is a link or no plain file"


def test_locked_and_strangely_packed_zips_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("people.csv", "a,b\n")

    assert refusal(zip_of("people.csv", flag_bits=1)) == "export.zip: is locked with a password: people.csv"
    assert refusal(out.getvalue()) == "export.zip: is packed in a way no export is: people.csv"


def test_two_members_for_one_file_are_refused() -> None:
    assert refusal(make_zip({"x/people.csv": "a", "X/People.csv": "b"})) == (
        "export.zip: holds this file twice: x/people.csv and X/People.csv"
    )


def test_packed_bytes_that_were_changed_are_refused() -> None:
    packed = bytearray(zip_of("people.csv", Random(3).randbytes(9_000)))
    packed[4_000] ^= 0xFF

    assert refusal(bytes(packed)) == "people.csv: is damaged and cannot be read"


def outcome(source: bytes) -> str:
    try:
        read(source)
    except BadFile:
        return "refused"
    return "read"


def test_f21_a_zip_cut_or_changed_anywhere_is_read_or_refused() -> None:
    packed = make_zip({"export/people.csv": Random(1).randbytes(2_000) * 2, "other.csv": "x"})
    random = Random(2)

    for _ in range(400):
        damaged = bytearray(packed[: random.randrange(4, len(packed))] if random.random() < 0.3 else packed)
        for _ in range(random.randrange(4)):
            damaged[random.randrange(len(damaged))] = random.randrange(256)
        assert outcome(bytes(damaged)) in {"read", "refused"}


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_bytes_that_begin_like_a_zip_raise_nothing_else(tail: bytes) -> None:
    assert outcome(b"PK\x03\x04" + tail) == "refused"


def test_d10_a_file_name_is_shown_short_and_on_one_line() -> None:
    assert refusal(b"", "a/\u202e<img onerror>\n.csv") == "<img onerror> .csv: is empty"
    assert refusal(b"", "x" * 300) == "x" * 99 + "…: is empty"
