from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.marks import Marked, Part, Span, mark


def shown(parts: tuple[Part, ...]) -> str:
    """``[`` and ``]`` around what is marked."""
    return "".join(part if isinstance(part, str) else f"[{shown(part.parts)}]" for part in parts)


def plain(parts: tuple[Part, ...]) -> str:
    return "".join(part if isinstance(part, str) else plain(part.parts) for part in parts)


def cover(parts: tuple[Part, ...], start: int = 0) -> set[tuple[int, object]]:
    """Which places are marked by what."""
    found: set[tuple[int, object]] = set()
    for part in parts:
        if isinstance(part, Marked):
            length = len(plain(part.parts))
            found |= {(at, part.about) for at in range(start, start + length)} | cover(part.parts, start)
            start += length
        else:
            start += len(part)
    return found


def test_a_text_without_marks_is_itself() -> None:
    assert mark("abc", []) == ("abc",)
    assert mark("", [Span(0, 1)]) == ()


def test_marks_nest() -> None:
    assert shown(mark("image pyramid nets", [Span(0, 13, 1), Span(0, 18, 2), Span(6, 13, 3)])) == (
        "[[image [pyramid]] nets]"
    )


def test_offsets_are_code_points() -> None:
    assert shown(mark("🚀🧪 BERT 🏔️", [Span(3, 7)])) == "🚀🧪 [BERT] 🏔️"


def test_marks_that_cross_are_cut() -> None:
    assert shown(mark("abcdef", [Span(0, 4, 1), Span(2, 6, 2)])) == "[ab[cd]][ef]"


def test_a_mark_beyond_the_text_ends_with_it_and_the_same_one_comes_once() -> None:
    about = object()
    assert shown(mark("abc", [Span(1, 9, about), Span(1, 9, about), Span(2, 2), Span(7, 9)])) == "a[bc]"


@given(
    st.text(max_size=30),
    st.lists(st.tuples(st.integers(-3, 33), st.integers(-3, 33)), max_size=8),
)
def test_nothing_of_a_text_is_lost_and_every_span_is_marked(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = [Span(start, end, number) for number, (start, end) in enumerate(pairs)]
    parts = mark(text, spans)
    assert plain(parts) == text
    assert cover(parts) == {
        (at, span.about) for span in spans for at in range(max(0, span.start), min(len(text), span.end))
    }
