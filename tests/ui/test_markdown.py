import pytest

from ui.markdown import MOST_BYTES, render

REL = 'rel="nofollow noopener noreferrer"'


def test_plain_markdown_becomes_html() -> None:
    html = render("She reads *twice*.\n\n- tea\n- never coffee")

    assert html == ("<p>She reads <em>twice</em>.</p>\n<ul>\n<li>tea</li>\n<li>never coffee</li>\n</ul>\n")


def test_a_link_gives_nothing_away() -> None:
    html = render("[notes](https://example.org/a?b=1&c=2)")

    assert html == f'<p><a href="https://example.org/a?b=1&amp;c=2" {REL}>notes</a></p>\n'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("a <b onclick=x>b</b>", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("![x](https://example.org/p.png)", "<p></p>\n"),
        ("[x](ftp://example.org/)", f"<p><a {REL}>x</a></p>\n"),
    ],
)
def test_what_could_do_harm_is_shown_or_dropped(text: str, html: str) -> None:
    assert render(text) == html


def test_headings_stand_below_those_of_the_page() -> None:
    assert render("# One\n\n## Two\n\n##### Five") == "<h3>One</h3>\n<h4>Two</h4>\n<h6>Five</h6>\n"


def test_only_the_first_hundred_thousand_bytes_are_read() -> None:
    assert len(render("é" * MOST_BYTES)) == MOST_BYTES // 2 + len("<p></p>\n")


def test_a_cut_within_a_letter_leaves_no_broken_one() -> None:
    assert "\N{REPLACEMENT CHARACTER}" not in render("a" + "é" * MOST_BYTES)
