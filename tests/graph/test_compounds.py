"""Names written together and apart."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.compounds import spellings
from graph.curated import shipped
from graph.fold import fold
from graph.proposers import qualified


@pytest.mark.parametrize(
    "names",
    [
        ("ResNet50", "ResNet-50", "ResNet 50"),
        ("ScanNetV2", "ScanNet v2", "ScanNet-V2"),
        ("Llama-3-8B-Instruct", "Llama3 8B Instruct"),
        ("CIFAR-10-C", "CIFAR-10C", "CIFAR10-C"),
        ("multi-modal pre-training", "multimodal pretraining", "Multi-Modal Pretraining"),
        ("3D CNN", "3-D CNN"),
        ("overparameterized autoencoder", "over-parameterized auto-encoder"),
        ("Tiny-ImageNet", "TinyImageNet"),
        ("CelebAv2", "CelebA v2", "Celeb-A v2"),
        ("HIV1", "HIV-1"),
    ],
)
def test_one_name(names: tuple[str, ...]) -> None:
    first, *others = map(fold, names)
    for other in others:
        assert spellings(other) == spellings(first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SuperPoint", "super points"),
        ("view fusion", "ViewFusion"),
        ("Shap-E", "shape"),
        ("COCO-A", "CoCoA"),
        ("CIFAR-10 100", "CIFAR-10100"),
        ("GPT-3.5", "GPT-35"),
        ("GPT-4", "GPT-4o"),
        ("v 2 x", "vx 2"),
        ("R-CNN", "RCNN"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    assert not {*spellings(fold(one))} & {*spellings(fold(other))}


def test_the_most_open_one_comes_first() -> None:
    assert spellings("multimodal gpt4")[0] == "multi modal gpt 4"
    assert spellings("bert") == ("bert",)


def test_what_one_paper_proposes_is_written_as_it_is() -> None:
    name = qualified("net 2", "000-001")
    assert spellings(name) == (name,)


def test_a_name_of_many_numbers_is_written_as_it_is() -> None:
    assert spellings("e57d4e28cf2b7d07") == ("e57d4e28cf2b7d07",)


_PARTS = st.sampled_from(
    [*"ab vx27", " ", ".", "pre", "training", "auto", "encoder", "multi", "modal", "v2", "½", "é", "celeb", "rgb", "d"]
)


@given(st.lists(_PARTS, max_size=9).map("".join))
def test_each_spelling_has_the_same_spellings(text: str) -> None:
    """Or what is one name would depend on which came first."""
    if name := fold(text):
        found = spellings(name)
        assert name in found
        assert len(found) == len({*found})
        for other in found:
            assert spellings(other) == found
            assert other.replace(" ", "") == name.replace(" ", "")


def test_the_compounds_are_in_order_and_none_is_made_of_another() -> None:
    lines = files("graph").joinpath("compounds.txt").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if not line.startswith("#")]
    assert rows == sorted({*rows})
    closed = {row.replace(" ", "") for row in rows}
    assert len(closed) == len(rows)
    for row in rows:
        one, other = row.split(" ")
        assert row == row.casefold()
        assert not {one, other} & closed, row
        assert (one + other).isalpha(), row
        assert fold(row) == row
        assert fold(one + other) == one + other


def test_shipped_aliases_of_two_concepts_are_not_one_name() -> None:
    heads: dict[tuple[str, ...], tuple[str, ...]] = {}
    for alias in shipped():
        for name in (alias.name, alias.head):
            head = spellings(alias.head)
            assert heads.setdefault(spellings(name), head) == head, (alias, name)
