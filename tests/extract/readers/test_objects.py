from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.readers.files import Line
from extract.readers.objects import LONGEST, objects
from graph.errors import RecordError, UnreadableInput


def found(text: str, size: int = 7) -> list[Any]:
    """What is read of a text that comes in small pieces; an error as its message."""
    pieces = (Line("a.json", text[at : at + size]) for at in range(0, len(text), size))
    return [str(value) if isinstance(value, RecordError) else value for _, value in objects(pieces, "a.json")]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.text(max_size=4), JSON, max_size=4), max_size=4), st.integers(1, 40))
def test_objects_are_the_same_in_a_list_on_lines_or_in_a_page(rows: list[dict[str, Any]], size: int) -> None:
    assert found(json.dumps(rows), size) == rows
    assert found(json.dumps(rows, indent=1), size) == rows
    assert found("\n".join(map(json.dumps, rows)), size) == rows
    page = {"meta": {"count": 12}, "results": rows, "group_by": []}
    assert found(json.dumps(page), size) == rows
    assert found(json.dumps({"status": "ok", "message": {"total": 3, "items": rows}, "x": 1}), size) == rows


def test_places_are_counted_from_one() -> None:
    places = [where for where, _ in objects([Line("", '[{"a": 1}, 2, {}]')], "a.json")]
    assert places == ["a.json, record 1", "a.json, record 2", "a.json, record 3"]
    assert found("[[], 2]") == ["a.json, record 1: the record is a number, not an object"]


def test_a_broken_object_on_a_line_costs_only_itself() -> None:
    first, broken, last = found('{"a": 1}\n{"b": "x\n{"c": 3}\n')
    assert (first, last) == ({"a": 1}, {"c": 3})
    assert broken.startswith("a.json, record 2: the record is not JSON: ")


@pytest.mark.parametrize(
    "text", ['[{"a": 1}, {"b": ]', '{"results": [{"a": 1}, {"b": 2]}', '[{"a": 1} {"b": 2}]', '[{"a": 1}']
)
def test_a_broken_list_ends_behind_the_sound_objects(text: str) -> None:
    rows = objects([Line("", text)], "a.json")
    assert next(rows)[1] == {"a": 1}
    with pytest.raises(UnreadableInput, match=r"a\.json, record 2: the record is not JSON") as caught:
        list(rows)
    assert "what stands behind is lost" in caught.value.hint


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"data":' * 1000, '{"a": ' + "[" * 100_000, "[" + "1" * 5000 + "]", '{"a": 1' + "0" * 5000 + "}"],
)
def test_json_beyond_all_bounds_is_refused(text: str) -> None:
    try:
        (message,) = found(text, 4096)
    except UnreadableInput as error:
        message = str(error)
    assert "nested too deep" in message or "beyond all bounds" in message


@pytest.mark.parametrize("begin", ['[{"a": "', '{"a": "', "[", '[{"a": [', '{"results": [{"a": {"b": "'])
def test_a_record_without_end_needs_little_memory(begin: str) -> None:
    def endless() -> Iterator[Line]:
        yield Line("", begin)
        for _ in range(64 * 2**20 // 2**16):
            yield Line("", ("x" if begin.endswith('"') else " ") * 2**16)

    tracemalloc.start()
    with pytest.raises((UnreadableInput, AssertionError)):
        rows = list(objects(endless(), "a.json"))
        assert not rows, "a record that stands in no list comes as an error"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * LONGEST
