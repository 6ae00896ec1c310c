from __future__ import annotations

from extract.labels import spans


def test_spans_of_tags() -> None:
    assert spans(["B-Method", "I-Method", "O", "B-Task", "B-Task"]) == [
        (0, 2, "Method"), (3, 4, "Task"), (4, 5, "Task"),
    ]  # fmt: skip
