"""Near concepts of the seeds, on the command line."""

from __future__ import annotations

from tests.api.cli.conftest import Run


def test_a_concept_is_shown_with_those_that_are_near(concite: Run, seeded: str) -> None:
    (found,) = concite("concept", "CIFAR-10", "--json", "--store", seeded).rows
    near = {row["id"]: row for row in found["near"]}
    assert list(near) == sorted(near, key=lambda id_: (-near[id_]["cosine"], id_))
    row = near["cifar 100"]
    assert (row["name"], row["type"], row["why"]) == ("CIFAR-100", "Dataset", "another version of")
    assert row["cosine"] > 0.8
    (other,) = concite("concept", "CIFAR-100", "--json", "--store", seeded).rows
    assert row["cosine"] in {back["cosine"] for back in other["near"] if back["id"] == found["id"]}
    told = " ".join(concite("concept", "CIFAR-10", "--store", seeded).out.split())
    assert f"Dataset CIFAR-100 {row['cosine']:.2f} another version of this" in told


def test_what_is_near_is_told_from_its_side(concite: Run, seeded: str) -> None:
    (found,) = concite("concept", "federated learning", "--json", "--store", seeded).rows
    why = {row["id"]: row["why"] for row in found["near"]}
    assert why["personalized federated learning"] == "narrower than"
    assert "broader than" not in why.values()
