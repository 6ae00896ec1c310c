"""Questions across the graph, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.cli.conftest import Run
from tests.api.web.papers import Names, fill, tagged


@pytest.fixture
def built(tmp_path: Path) -> str:
    """URL of a store of two papers, of which the second uses a data set of the first."""
    url = f"sqlite:///{tmp_path / 'built.db'}"
    made = tagged("set", "Quizzes", "We construct QuizSet, a data set.", Names("QuizSet", "Dataset", "own"), year=2020)
    fill(url, [made, tagged("net", "Readers", "They are tried on QuizSet.", Names("QuizSet", "Dataset"), year=2021)])
    return url


def test_builds_on_tells_both_ways(concite: Run, built: str) -> None:
    (found,) = concite("builds-on", "net", "--json", "--store", built).rows
    (use,) = found["builds_on"]
    assert (use["paper"], use["year"], use["how"], use["name"]) == ("set", 2020, "uses the data of", "QuizSet")
    assert use["there"]["sentence"]["text"] == "We construct QuizSet, a data set."
    assert found["built_on_by"] == []
    (back,) = concite("builds-on", "set", "--json", "--store", built).rows
    assert [(one["paper"], one["here"], one["there"]) for one in back["built_on_by"]] == [
        ("net", use["there"], use["here"])
    ]
    told = " ".join(concite("builds-on", "net", "--store", built).out.split())
    assert "builds on Dataset QuizSet Quizzes set 2020" in told
    assert "is built on by nothing in this store" in told
