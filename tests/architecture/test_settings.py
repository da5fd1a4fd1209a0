"""What can be set is told once in the code, once in docs/configuration.md and once in .env.example, alike."""

import ast
import re
from collections.abc import Iterator

from django.conf import settings

from tests.architecture.sources import PROJECT, ROOT, product

NAME = re.compile(r"\bCRM_[A-Z][A-Z_]*[A-Z]\b")
ROW = re.compile(r"^\| `(CRM_\w+)` \| .+ \| (.+) \| .+ \|$", re.MULTILINE)
READERS = {"text": 1, "number": 1, "flag": 1, "choice": 2}  # which argument is the default


def without_file(names: list[str]) -> set[str]:
    return {name.removesuffix("_FILE") for name in names}


def documented() -> dict[str, str]:
    return dict(ROW.findall((ROOT / "docs/configuration.md").read_text()))


def used() -> set[str]:
    texts = [module.text for module in product()] + [
        (ROOT / name).read_text() for name in ("Makefile", ".ci/run")
    ]
    return without_file([name for text in texts for name in NAME.findall(text)])


def defaults() -> Iterator[tuple[str, str]]:
    """Each name that is read with a constant default, as the docs would write that default."""
    calls = [node for module in product() for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    for call in calls:
        place = READERS.get(getattr(call.func, "attr", ""))
        if place is None or not call.args or not NAME.fullmatch(str(getattr(call.args[0], "value", ""))):
            continue
        default = (
            call.args[place]
            if len(call.args) > place
            else ast.Constant(call.func.attr == "flag" and "no" or "")
        )
        if isinstance(default, ast.Constant) and default.value != "":
            yield call.args[0].value, f"`{default.value}`"


def test_every_name_is_documented() -> None:
    assert set(documented()) == used()


def test_every_name_is_in_the_example() -> None:
    example = re.findall(r"^#(CRM_\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)

    assert sorted(example) == sorted(used())


def test_the_documented_defaults_are_the_real_ones() -> None:
    told = documented()

    assert len(list(defaults())) > 8
    assert [(name, default, told[name]) for name, default in defaults() if told[name] != default] == []


def test_other_papers_name_only_what_exists() -> None:
    papers = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    named = without_file([name for paper in papers for name in NAME.findall(paper.read_text())])

    assert sorted(named - used()) == []


def test_the_version_is_told_by_the_changelog_alone() -> None:
    first = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)

    assert re.fullmatch(r"\d+\.\d+\.\d+", settings.VERSION)
    assert first is not None
    assert first.group(1) == settings.VERSION
    assert "version" not in PROJECT["project"]


def test_the_lock_pins_every_library_with_hashes_and_tells_no_address() -> None:
    lock = (ROOT / "requirements.txt").read_text()
    pinned = re.findall(r"^([\w.-]+)==\S+(?: ; .+?)? \\$", lock, re.MULTILINE)
    project, groups = PROJECT["project"], PROJECT["dependency-groups"]
    lists = [project["dependencies"], *project["optional-dependencies"].values(), groups["dev"]]
    wanted = {re.split(r"[\[<>=]", line)[0].lower() for lines in lists for line in lines}

    assert "://" not in lock
    assert len(pinned) == len(re.findall(r"^[\w.-]", lock, re.MULTILINE))
    assert lock.count("--hash=sha256:") >= len(pinned)
    assert sorted(wanted - set(pinned)) == []
