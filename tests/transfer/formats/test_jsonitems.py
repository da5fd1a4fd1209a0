"""Items of JSON files one at a time: the same as the standard library finds, whatever their size and damage."""

import io
import json
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.formats.faults import BadFile, Fault
from transfer.formats.jsonitems import BLOCK, ITEM, Found, read_items, starts_like_json
from transfer.formats.jsontext import storable

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(st.text(), below, max_size=4),
    max_leaves=20,
)


def found(text, *places, prefix=""):
    raw = io.BufferedReader(io.BytesIO(text.encode() if isinstance(text, str) else text))
    return list(read_items(raw, file="x.json", wanted=lambda place: place in places, prefix=prefix))


@given(st.lists(VALUES, max_size=6), st.dictionaries(st.text(), VALUES, max_size=3), st.booleans())
def test_the_items_are_those_that_the_standard_library_finds(items, others, pretty):
    text = json.dumps({**others, "wanted": items}, indent=2 if pretty else None, ensure_ascii=pretty)
    text = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    expected = json.loads(storable(text))["wanted"]
    assert [item.value for item in found(text, ("wanted", ITEM))] == expected


def test_items_are_given_with_their_lines_and_places():
    text = '{\n"a": [\n1,\n2],\n"b": {"c": [3]}}'
    assert found(text, ("a", ITEM), ("b", "c", ITEM)) == [
        Found(3, ("a", ITEM), 1),
        Found(4, ("a", ITEM), 2),
        Found(5, ("b", "c", ITEM), 3),
    ]


@pytest.mark.parametrize("size", [BLOCK - 20, BLOCK - 3, BLOCK, BLOCK + 1, 3 * BLOCK])
def test_items_are_found_wherever_a_block_ends(size):
    items = ["x" * size, 12345, "y" * size, {"z": 1}]
    assert [item.value for item in found(json.dumps(items), (ITEM,))] == items


def test_what_stands_before_the_first_bracket_is_passed_over_where_it_is_known():
    assert [item.value for item in found("window.YTD.x.part0 = [1]", (ITEM,), prefix="window.YTD.")] == [1]
    with pytest.raises(BadFile, match="is not JSON"):
        found("window.YTD.x.part0 = [1]", (ITEM,))


@pytest.mark.parametrize(
    "text", ['[1, 2, {"a":', "[1, 2, }", "[1, 2, nonsense, 3]", '[1, 2, "abc', "[1, 2, {1: 2}]"]
)
def test_what_is_read_before_the_damage_is_kept_and_the_damage_told(text):
    items = found(text, (ITEM,))
    assert [item.value for item in items[:2]] == [1, 2]
    assert [type(item) for item in items[2:]] == [Fault]


@pytest.mark.parametrize(
    "text", ["[" * 200_000, '{"a":' * 200_000, '[{"a":' * 100_000, "[" + "9" * 100_000 + "]"]
)
def test_depths_and_endless_numbers_are_damage_and_no_crash(text):
    began = process_time()
    assert [type(item) for item in found(text, ("nowhere",))] == [Fault]
    assert process_time() - began < 2


@pytest.mark.parametrize("text", ["", " ", "x", "﻿x", '"text"', "\0\0\0"])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(BadFile, match="is not JSON"):
        found(text, (ITEM,))


def test_one_endless_item_is_damage():
    began = process_time()
    assert [type(item) for item in found('["' + "x" * 20_000_000, (ITEM,))] == [Fault]
    assert process_time() - began < 2


def test_too_many_entries_are_refused():
    with pytest.raises(BadFile, match="more than 250,000 entries"):
        found("[" + "1," * 300_000 + "1]", (ITEM,))


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_are_told_by_their_marks(code):
    content = '["Zoë"]'.encode(code)
    assert [item.value for item in found(content, (ITEM,))] == ["Zoë"]
    assert starts_like_json(io.BufferedReader(io.BytesIO(content)))


@given(st.binary(max_size=300))
def test_whatever_the_bytes_are_they_are_read_or_refused(content):
    try:
        items = found(b"[" + content, (ITEM,), ("a", ITEM))
    except BadFile as error:
        items = [error]
    assert isinstance(items, list)
