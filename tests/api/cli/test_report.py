"""What the store of the seeds leaves open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.api.cli.conftest import Run


@pytest.fixture
def told(concite: Run, seeded: str) -> Any:
    return concite("report", "--json", "--store", seeded).rows[0]


def test_of_the_seeds(told: Any) -> None:
    assert told["papers"] == 197
    assert told["not_english"] == {"total": 0, "items": []}
    assert told["models"] == {"total": 0, "items": []}
    assert told["decided"] == {"total": 0, "items": []}
    assert told["without_concepts"]["total"] < 10
    acronyms = {row["form"]: [reading["id"] for reading in row["readings"]] for row in told["ambiguous"]["items"]}
    assert acronyms["SDF"] == ["signed distance field", "signed distance function"]
    hubs = {row["id"]: row for row in told["hubs"]["items"]}
    federated = hubs["federated learning"]
    assert federated["share"] == pytest.approx(federated["papers"] / 197, abs=1e-4)


def test_each_list_is_sorted_and_cut_with_its_total(concite: Run, seeded: str, told: Any) -> None:
    cut = concite("report", "--limit", 2, "--json", "--store", seeded).rows[0]
    for name, part in told.items():
        if name == "papers":
            continue
        assert len(part["items"]) == min(20, part["total"])
        assert cut[name] == {"total": part["total"], "items": part["items"][:2]}
    for name in ("type_conflicts", "generic", "hubs"):
        papers = [row["papers"] for row in told[name]["items"]]
        assert papers == sorted(papers, reverse=True)
    for row in told["type_conflicts"]["items"]:
        votes = sorted(row["votes"].values())
        assert votes[1] >= 0.3 * sum(votes)


def test_generic_names_are_told_and_no_concepts(concite: Run, seeded: str, told: Any) -> None:
    names = [row["name"] for row in told["generic"]["items"]]
    assert names
    concepts = {row["id"] for row in concite("concepts", "--limit", 5000, "--json", "--store", seeded).rows}
    assert not concepts.intersection(names)
    for name in names:
        found = concite("search", name, "--json", "--store", seeded).rows[0]
        assert name not in {row["id"] for row in found["concepts"]}
    assert concite("concept", names[0], "--json", "--store", seeded).rows[0]["papers"] == 0


def test_for_people(concite: Run, seeded: str) -> None:
    lines = concite("report", "--limit", 3, "--store", seeded).out.splitlines()
    assert lines[0] == "197 papers"
    assert "Papers whose text is not English: none" in lines
    assert any(line.startswith("Generic names, dropped: ") for line in lines)
    assert any(line.endswith("more (--limit)") for line in lines)
    assert any("13.7%" in line or "Federated Learning" in line for line in lines)


def test_again_it_is_the_same(concite: Run, seeded: str) -> None:
    assert concite("report", "--json", "--store", seeded).out == concite("report", "--json", "--store", seeded).out


def test_what_people_decided_is_told(concite: Run, papers_file: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    concite("add", papers_file, "--store", url)
    concite("block", "SQuAD", "--why", "for a test", "--store", url)
    (row,) = concite("report", "--json", "--store", url).rows[0]["decided"]["items"]
    assert (row["kind"], row["subject"], row["why"], row["papers"]) == ("block", ["squad"], "for a test", 2)
    assert "for a test" in concite("report", "--store", url).out
