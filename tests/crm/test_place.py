import os
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from crm.place import FOLDER, Place, Refused
from crm.processes import Mark


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("CRM_")]:
        monkeypatch.delenv(name)


def place(folder: Path, *, host: str = "127.0.0.1", port: int = 8000) -> Place:
    return Place(host=host, port=port, data=folder, base_url=f"http://localhost:{port}")


def test_without_a_word_it_is_this_machine_alone() -> None:
    expected = Place(host="127.0.0.1", port=8000, data=FOLDER / "var", base_url="http://localhost:8000")

    assert Place.from_environment() == expected


def test_the_environment_chooses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CRM_HOST", "::1")
    monkeypatch.setenv("CRM_PORT", "8017")
    monkeypatch.setenv("CRM_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("CRM_BASE_URL", "https://rapport.example/")

    found = Place.from_environment()

    assert (found.bind, found.near_host, found.data) == ("[::1]:8017", "::1", tmp_path)
    assert found.base_url == "https://rapport.example"


ANYWHERE = "0.0.0.0"  # noqa: S104  # compared, never bound


@pytest.mark.parametrize(("host", "near"), [(ANYWHERE, "127.0.0.1"), ("::", "::1"), ("10.0.0.7", "10.0.0.7")])
def test_it_reaches_itself_wherever_it_listens(host: str, near: str, tmp_path: Path) -> None:
    assert place(tmp_path, host=host).near_host == near


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_an_impossible_port_is_refused(port: int, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=f"^CRM_PORT must lie between 1 and 65535, not {port}\\.$"):
        place(tmp_path, port=port).check_port()


def test_a_folder_is_held_once_and_free_again_afterwards(tmp_path: Path) -> None:
    with (
        place(tmp_path).claim(),
        pytest.raises(Refused, match=f"process {os.getpid()}, http://localhost:8000"),
    ):
        place(tmp_path, port=8001).claim()

    with place(tmp_path, port=8001).claim() as file:
        assert not file.closed


def test_the_secret_is_written_before_anything_starts(tmp_path: Path) -> None:
    place(tmp_path).write_secret()

    assert (tmp_path / "secret_key").stat().st_size > 50


def test_production_without_a_secret_is_refused_in_words(tmp_path: Path) -> None:
    public = Place(host="127.0.0.1", port=8000, data=tmp_path, base_url="https://rapport.example")

    with pytest.raises(ImproperlyConfigured, match="^CRM_SECRET_KEY must be set when CRM_BASE_URL is https"):
        public.write_secret()


def test_groups_are_remembered(tmp_path: Path) -> None:
    marks = [Mark(pid=17, born=400, boot="b"), Mark(pid=18, born=401, boot="b")]

    place(tmp_path).remember_groups(marks)

    assert place(tmp_path).remembered_groups() == marks


@pytest.mark.parametrize("text", ["", "{", "[1]", '[{"pid": 1}]', "null"])
def test_a_broken_list_of_groups_is_no_list(text: str, tmp_path: Path) -> None:
    (tmp_path / "supervisor.json").write_text(text)

    assert place(tmp_path).remembered_groups() == []
