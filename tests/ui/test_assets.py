"""The files a browser gets keep the promises of the content security policy and of the budgets."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).parents[2]
STYLES = sorted((ROOT / "static" / "css").glob("*.css"))
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
PAGES = sorted((ROOT / "templates").rglob("*.html"))
LAYERS = re.compile(r"@layer ([a-z]+) \{")


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_style_sheet_is_short_and_asks_for_nothing_elsewhere(path: Path) -> None:
    text = path.read_text()

    assert lines(path) <= 200
    assert re.findall(r"url\(|@import|!important|data:", text) == []


def test_every_layer_used_has_its_place_in_the_order() -> None:
    order = re.findall(r"@layer ([^;{]+);", (ROOT / "static/css/layers.css").read_text())[0].split(", ")

    used = {name for path in STYLES for name in LAYERS.findall(path.read_text())}

    assert used == set(order)


def test_the_head_links_every_style_sheet_once_and_the_order_first() -> None:
    head = (ROOT / "templates/ui/_head.html").read_text()

    linked = re.findall(r"css/([a-z_]+\.css)", head)

    assert linked[0] == "layers.css"
    assert sorted(linked) == [path.name for path in STYLES]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_short_linked_and_runs_no_text(path: Path) -> None:
    text = path.read_text()

    assert lines(path) <= 150
    assert re.findall(r"\beval\(|new Function|innerHTML|document\.write|\.style\b|https?:", text) == []
    assert sum(page.read_text().count(f"js/{path.name}") for page in PAGES) >= 1


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_a_template_parses_is_short_and_holds_no_style_or_script(path: Path) -> None:
    text = path.read_text()

    assert get_template(str(path.relative_to(ROOT / "templates"))) is not None
    assert lines(path) <= 120
    assert re.findall(r"\sstyle=|\son[a-z]+=\"|<style|\|safe\b|autoescape off", text) == []
    assert [tag for tag in re.findall(r"<script[^>]*>", text) if " src=" not in tag] == []
