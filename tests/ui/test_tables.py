import django_tables2 as tables
import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.html import format_html

from ui.tables import BaseTable

SOURCE = '{% include "ui/table.html" %}'


class Names(BaseTable):
    dom_id = "names"
    caption = "Some names"
    pick = tables.Column(verbose_name="", orderable=False, empty_values=())
    name = tables.Column()
    more = tables.Column(verbose_name="", orderable=False, empty_values=())

    class Meta(BaseTable.Meta):
        order_by = "name"


def shown(query: str = "", count: int = 60) -> str:
    request = RequestFactory().get(f"/{query}")
    table = Names([{"name": f"Ada {i:02}"} for i in range(count)]).shown(request)
    return Template(SOURCE).render(Context({"table": table, "request": request}))


def test_fifty_rows_make_a_page() -> None:
    html = shown()

    assert html.count("<tr>") == 50
    assert "1–50 of 60" in html


def test_the_sorted_column_says_so_and_its_link_turns_it_round() -> None:
    html = shown("?page=2&q=a%26b")

    assert html.count('aria-sort="ascending"') == 1
    assert 'href="?q=a%26b&amp;sort=-name"' in html


def test_a_descending_column_says_so() -> None:
    assert shown("?sort=-name").count('aria-sort="descending"') == 1


@pytest.mark.parametrize("page", ["2", "99"])
def test_a_page_beyond_the_last_shows_the_last(page: str) -> None:
    assert "51–60 of 60" in shown(f"?page={page}")


def test_a_page_that_is_no_number_shows_the_first() -> None:
    assert "1–50 of 60" in shown("?page=x")


def test_links_swap_the_box_and_work_as_plain_links() -> None:
    html = shown()

    assert '<div class="table-box" id="names">' in html
    assert html.count('hx-target="#names" hx-select="#names"') == 2
    assert 'rel="next" href="?page=2"' in html


def test_headings_without_words_are_still_read_out() -> None:
    html = shown()

    assert '<span class="hush">More</span>' in html
    assert 'aria-label="Select all on this page"' in html


def test_an_empty_table_says_so_instead_of_standing_bare() -> None:
    html = shown(count=0)

    assert "<table" not in html
    assert "Nobody here yet." in html


def test_a_record_that_is_drawn_already_is_the_row() -> None:
    request = RequestFactory().get("/")
    drawn = format_html("<tr><td>{}</td></tr>", "Ada <3")
    table = Names([{"name": "Ada", "drawn": drawn}]).shown(request)

    html = Template(SOURCE).render(Context({"table": table, "request": request}))

    assert html.count("<tr><td>Ada &lt;3</td></tr>") == 1
    assert html.count("Ada") == 1
