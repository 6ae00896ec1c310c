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
    used = tagged(
        "net", "Readers", "They are tried on QuizSet. The accuracy is high; accuracy counts.",
        Names("QuizSet", "Dataset"), Names("accuracy"), year=2021,
    )  # fmt: skip
    fill(url, [made, used])
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


def test_explain_tells_what_does_not_count_and_what_the_score_is_made_of(concite: Run, built: str) -> None:
    (found,) = concite("explain", "set", "net", "--json", "--store", built).rows
    assert found["there_uncounted"] == [{"form": "accuracy", "reason": "generic: metric", "mentions": 2}]
    assert (found["here_uncounted"], found["here_model"], found["papers"]) == ([], "by hand", 2)
    (shared,) = found["link"]["shared"]
    assert shared["here"]["weight"] == 2 * shared["there"]["weight"] == 1, "introduced and used"
    assert "Not counted there: accuracy (generic: metric)" in concite("explain", "set", "net", "--store", built).out
    concite("generic", "accuracy", "--no", "--store", built)
    assert concite("explain", "set", "net", "--json", "--store", built).rows[0]["there_uncounted"] == []


def test_neighbors_share_papers_with_a_concept(concite: Run, built: str) -> None:
    fill(built, [tagged("two", "Both", "QuizSet and BERT.", Names("QuizSet", "Dataset"), Names("BERT"))])
    rows = concite("neighbors", "quizset", "--json", "--store", built).rows
    assert [(row["name"], row["papers"], row["shared"]) for row in rows] == [("BERT", 1, 1)]
    assert concite("neighbors", "nowhere", "--store", built).code == 5


def test_a_path_is_told_paper_by_paper(concite: Run, seeded: str) -> None:
    (found,) = concite("path", "002-005", "003-005", "--json", "--limit", 2, "--store", seeded).rows
    assert len(found["chains"]) == 2
    best = found["chains"][0]
    assert [best["papers"][0]["paper"], best["papers"][-1]["paper"]] == [found["here"], found["there"]]
    assert len(best["steps"]) == len(best["papers"]) - 1
    out = concite("path", "002-005", "003-005", "--store", seeded).out
    assert all(step["name"] in out for step in best["steps"])
    assert concite("path", "002-005", "nobody", "--store", seeded).code == 5


def test_the_map_and_its_bridges_are_told(concite: Run, seeded: str) -> None:
    (found,) = concite("map", "--json", "--store", seeded).rows
    first = found["communities"][0]
    assert first["name"].split(" · ") == [concept["name"] for concept in first["concepts"][:3]]
    told = " ".join(concite("map", "--store", seeded).out.split())
    assert all(f"{one['number']}. {one['name']}" in told for one in found["communities"])
    (few,) = concite("map", "--limit", 10, "--json", "--store", seeded).rows
    assert sum(len(one["concepts"]) for one in few["communities"]) <= 10
    (found,) = concite("bridges", "--json", "--limit", 5, "--store", seeded).rows
    assert len(found["concepts"]) == len(found["papers"]) == 5
    assert all(len(one["joins"]) > 1 for one in (*found["concepts"], *found["papers"]))
    out = concite("bridges", "--limit", 5, "--store", seeded).out
    assert all(one["id"] in out for one in (*found["concepts"], *found["papers"]))
