"""Suppressions have reasons, nothing is left half done, and what reaches a browser is escaped."""

import re

from tests.architecture.sources import everything, matches, product, templates

SUPPRESSION = re.compile(
    r"# (noqa|type: ignore)(?P<codes>(?:: ?[A-Z]+\d+(?:, ?[A-Z]+\d+)*)|(?:\[[a-z, -]+\]))?(?P<reason>.*)"
)
RAW = ["ui/markdown.py", "ui/templatetags/rapport.py"]  # the library's icons; notes that nh3 has cleaned
MAIL = ["dashboard/brief_mail.html", "dashboard/digest.html", "dashboard/review.html"]
WHOLE = [  # what stands alone without extending: the frames, a library's table, mail
    "base.html", "base_plain.html", "ui/table.html", *MAIL,
]  # fmt: skip
OVERRIDES = ("allauth/elements/", "allauth/layouts/")  # the library chooses these names


def pages() -> dict[str, str]:
    return {name: text for name, text in templates().items() if not name.startswith(OVERRIDES)}


def is_fragment(name: str) -> bool:
    return name.rpartition("/")[2].startswith("_")


def unreasoned(comment: str) -> bool:
    found = SUPPRESSION.search(comment)
    return found is not None and (not found["codes"] or len(found["reason"].strip(" #")) < 8)


def test_every_suppression_names_its_rule_and_its_reason() -> None:
    found = [
        f"{m.name}:{line}"
        for m in everything()
        for line, comment in m.comments_with(SUPPRESSION)
        if unreasoned(comment)
    ]

    assert found == []


def test_nothing_is_left_to_do_later() -> None:
    marks = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")

    found = [f"{m.name}:{line}" for m in everything() for line, _comment in m.comments_with(marks)]

    assert found == []


def test_raw_markup_comes_from_the_listed_places_alone() -> None:
    code = {module.name: module.text for module in product()}
    found = matches(
        r"\b(?:mark_safe|SafeString|SafeText)\(|format_html\(\s*f[\"']|autoescape\s*=\s*False", code
    )

    assert sorted({place.rpartition(":")[0] for place in found}) == RAW
    assert len(RAW) <= 5


def test_no_template_switches_escaping_off() -> None:
    assert matches(r"\|\s*safe(?:seq)?\b|\{%\s*autoescape\s+off", templates()) == []


def test_queries_take_no_words_from_a_request() -> None:
    code = {module.name: module.text for module in product()}

    assert matches(r"\.extra\(|\.raw\(|(?:filter|exclude|order_by)\(\*\*?request\.", code) == []


def test_no_template_holds_a_script_or_a_style() -> None:
    browser = {name: text for name, text in templates().items() if name not in MAIL}

    assert (
        matches(
            r"<script(?![^>]*\ssrc=)|<style\b|\sstyle\s*=|\son(?:[a-z]+)=[\"']|\shx-on|javascript:", browser
        )
        == []
    )


def test_a_fragment_extends_nothing() -> None:
    assert [name for name, text in pages().items() if is_fragment(name) and "{% extends" in text] == []


def test_a_page_extends_a_frame() -> None:
    alone = [name for name, text in pages().items() if not is_fragment(name) and "{% extends" not in text]

    assert sorted(alone) == sorted(WHOLE)


def test_templates_load_nothing_from_another_host() -> None:
    assert matches(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//", templates()) == []
