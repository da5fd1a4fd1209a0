import gzip
from pathlib import Path

import pytest

from bench.tie_logs.logs import BadLog, find, read

ROWS = "ego,alter,t\na,b,1\na,b,2.5\nb,a,3\n"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text)
    return path


def test_every_row_is_a_moment_of_its_tie(tmp_path: Path) -> None:
    assert read(write(tmp_path / "log.csv", ROWS)) == {("a", "b"): [1.0, 2.5], ("b", "a"): [3.0]}


@pytest.mark.parametrize(
    "text",
    [
        "t,kind,alter,ego\n1,call,b,a\n2.5,call,b,a\n3.0,call,a,b\n",
        "\ufeffEgo, Alter, T\r\na,b,1e0\r\n\r\na,b,2.5\r\nb,a,3\r\n",
        'ego,alter,t,kind,out,group\na,b,1,"a, b",1,1\na,b,2.5,,,\nb,a,3,mail,0,2\n',
    ],
)
@pytest.mark.parametrize("name", ["log.csv", "log.csv.gz"])
def test_the_order_of_columns_and_what_else_there_is_do_not_matter(
    tmp_path: Path, text: str, name: str
) -> None:
    assert read(write(tmp_path / name, text)) == read(write(tmp_path / "plain.csv", ROWS))


@pytest.mark.parametrize("text", ["", "ego,alter,t\n"])
def test_an_empty_log_has_no_ties(tmp_path: Path, text: str) -> None:
    assert read(write(tmp_path / "log.csv.gz", text)) == {}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("ego,alter\na,b\n", "1: there is no column t"),
        ("a,b,1\n", "1: there is no column ego and no column alter and no column t"),
        ("ego,alter,t\na,b,1\na,b,soon\n", "3: t must be a number of days, not 'soon'"),
        ("ego,alter,t\na,b,\n", "2: t must be a number of days, not ''"),
        ("ego,alter,t\na,b,nan\n", "2: t must be a number of days, not 'nan'"),
        ("ego,alter,t\na,b,1e300\n", "2: t must be a number of days, not '1e300'"),
        ("ego,alter,t\na,b\n", "2: 2 fields, where the header has 3"),
        ("ego,alter,t\na,b,1,2\n", "2: 4 fields, where the header has 3"),
        ("ego,alter,t\na,,1\n", "2: ego and alter must not be empty"),
    ],
)
def test_a_broken_row_is_named_by_file_and_line(tmp_path: Path, text: str, problem: str) -> None:
    path = write(tmp_path / "log.csv", text)

    with pytest.raises(BadLog) as caught:
        read(path)

    assert str(caught.value) == f"{path}:{problem}"


@pytest.mark.parametrize("kept", [0.0, 0.3, 0.9])
def test_a_file_that_is_cut_off_is_broken(tmp_path: Path, kept: float) -> None:
    whole = gzip.compress(("ego,alter,t\n" + "".join(f"a,{n},{n}\n" for n in range(999))).encode())
    path = tmp_path / "log.csv.gz"
    path.write_bytes(whole[: int(len(whole) * kept)] or b"no gzip")

    with pytest.raises(BadLog, match=r"log\.csv\.gz:\d+: "):
        read(path)


def test_sets_are_found_packed_or_plain_in_folders_or_loose(tmp_path: Path) -> None:
    packed = write(tmp_path / "mail" / "interactions.csv.gz", ROWS)
    write(tmp_path / "mail" / "interactions.csv", ROWS)
    plain = write(tmp_path / "calls" / "interactions.csv", ROWS)
    loose = write(tmp_path / "letters.csv", ROWS)
    write(tmp_path / "notes" / "SOURCE.txt", "nothing")

    assert find(tmp_path) == {"calls": plain, "letters": loose, "mail": packed}


def test_a_folder_may_be_one_set(tmp_path: Path) -> None:
    path = write(tmp_path / "mail" / "interactions.csv.gz", ROWS)

    assert find(tmp_path / "mail") == {"mail": path}
    assert find(tmp_path / "nowhere") == {}
