"""A policy as its editor posts it, for the tests of policies."""

from html.parser import HTMLParser

from django.test import Client
from django.urls import reverse

EDITOR = "policy-form"


class Fields(HTMLParser):
    """The fields of the form with an id, as a browser would post them without a button."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id, self.inside = form_id, False
        self.values: dict[str, list[str]] = {}
        self.select = self.area = ""
        self.first = self.chosen = None

    def handle_starttag(self, tag: str, attrs: list) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = told.get("id") == self.form_id
        if not self.inside:
            return
        if tag == "input" and (told.get("type") != "checkbox" or "checked" in told):
            self._add(told.get("name", ""), told.get("value", "on" if told.get("type") == "checkbox" else ""))
        elif tag == "select":
            self.select, self.first, self.chosen = told["name"], None, None
        elif tag == "option" and self.select:
            self.first = told["value"] if self.first is None else self.first
            self.chosen = told["value"] if "selected" in told else self.chosen
        elif tag == "textarea":
            self.area = told["name"]
            self._add(self.area, "")

    def handle_data(self, data: str) -> None:
        if self.area:
            self.values[self.area][-1] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self.select:
            self._add(self.select, self.chosen if self.chosen is not None else self.first or "")
            self.select = ""
        elif tag == "textarea":
            self.area = ""
        elif tag == "form":
            self.inside = False

    def _add(self, name: str, value: str) -> None:
        if name and name != "csrfmiddlewaretoken":
            self.values.setdefault(name, []).append(value)


def fields_of(html: str, form_id: str = EDITOR) -> dict[str, list[str]]:
    parser = Fields(form_id)
    parser.feed(html)
    return parser.values


def address(name: str, network: str = "linkedin") -> str:
    return reverse(f"network:policy_{name}", args=[network])


def draft_in(html: str) -> str:
    """The draft that travels on the page of a simulation."""
    parser = HTMLParser()
    found: list[str] = []

    def start(tag: str, attrs: list) -> None:
        told = dict(attrs)
        if told.get("name") == "draft":
            found.append(told["value"])

    parser.handle_starttag = start  # type: ignore[method-assign]  # one page is read for one field
    parser.feed(html)
    return found[0]


def choose(client: Client, slug: str, network: str = "linkedin") -> None:
    """Choose a preset, see what it would do, and save it."""
    shown = client.post(address("simulate", network), {"preset": slug})
    client.post(address("save", network), {"draft": draft_in(shown.content.decode())})
