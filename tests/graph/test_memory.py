"""What is read anew, and what is remembered."""

from __future__ import annotations

from collections.abc import Sequence

from graph.measure import ANY, Asked, Words
from graph.memory import Memory


class Texts:
    """Has words of all papers but x, and tells which were read."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, papers: Sequence[str]) -> dict[str, Words]:
        self.asked += papers
        return {paper: {"the": 0.25, paper: 0.1} for paper in papers if paper != "x"}


def test_only_the_papers_that_were_asked_for_last_are_remembered() -> None:
    memory, read = Memory(3), Texts()
    memory.begin("1", ANY)
    assert memory.words(["a", "b", "x"], read) == read(["a", "b"])
    read.asked.clear()
    assert list(memory.words(["b", "c", "a"], read)) == ["b", "c", "a"]
    assert read.asked == ["c"]
    memory.words(["b", "d"], read)
    memory.words(["b", "c", "a", "d"], read)
    assert read.asked == ["c", "d", "c"]  # of b, c and a, c was the one not asked for since
    memory.words(list("abcdefg"), read)
    assert read.asked == ["c", "d", "c", *"befg"]


def test_another_state_of_the_store_or_another_measure_begins_anew() -> None:
    memory, read = Memory(), Texts()
    for stamp, asked in (("1", ANY), ("2", ANY), ("2", Asked(aspect="method")), ("2", Asked(aspect="method"))):
        memory.begin(stamp, asked)
        memory.words(["a"], read)
    assert read.asked == ["a"] * 3
