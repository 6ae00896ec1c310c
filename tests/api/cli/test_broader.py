"""Broader and narrower concepts of the seeds, on the command line."""

from __future__ import annotations

import re

from tests.api.cli.conftest import Run


def test_a_concept_is_shown_with_broader_and_narrower_ones(concite: Run, seeded: str) -> None:
    (found,) = concite("concept", "FL", "--json", "--store", seeded).rows
    assert found["broader"] == []
    narrower = {row["id"]: row for row in found["narrower"]}
    row = narrower["personalized federated learning"]
    assert (row["longer"], row["ending"]) == ("personalized federated learning", "federated learning")
    assert list(narrower) == sorted(narrower, key=lambda id_: (-narrower[id_]["papers"], id_))
    (other,) = concite("concept", "personalized federated learning", "--json", "--store", seeded).rows
    (above,) = other["broader"]
    assert above == {key: found[key] for key in ("id", "name", "type", "papers")} | {
        "rule": "ending", "longer": row["longer"], "ending": row["ending"], "paper": None, "evidence": None,
    }  # fmt: skip


def test_the_terminal_says_why_and_how_many_more(concite: Run, seeded: str) -> None:
    out = concite("concept", "FL", "--store", seeded).out
    told = " ".join(out.split())
    assert "papers type narrower shown by 2 Method Personalized Federated Learning person" in told
    (found,) = concite("concept", "FL", "--json", "--store", seeded).rows
    assert len(found["narrower"]) > 10
    assert f"{len(found['narrower']) - 10} more narrower: --json lists them" in told
    told = " ".join(concite("concept", "ViT", "--store", seeded).out.split())
    assert re.search(r"broader shown by \d+ Method transformer vision transformer", told)
