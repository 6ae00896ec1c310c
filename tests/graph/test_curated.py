"""The shipped file of aliases: consistent, and each line with its source."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest

from graph.curated import Alias, Curated, shipped
from graph.fold import fold

SITES = {"ACL Anthology", "IEEE Xplore", "OpenAI", "PhysioNet", "Ultralytics", "commoncrawl.org"}


@pytest.fixture(scope="module")
def rows() -> list[list[str]]:
    """Name, head and source of each line, as written."""
    lines = files("graph").joinpath("aliases.tsv").read_text(encoding="utf-8").splitlines()
    header, *rest = (line.split("\t") for line in lines if not line.startswith("#"))
    assert header == ["name", "head", "source"]
    return rest


def test_a_line_has_a_name_a_head_and_a_source(rows: list[list[str]]) -> None:
    assert [row for row in rows if len(row) != 3 or any(not cell or cell != cell.strip() for cell in row)] == []


def test_a_source_is_a_paper_a_site_or_a_matter_of_spelling(rows: list[list[str]]) -> None:
    paper = re.compile(r"\D+ (?:19|20)\d\d")
    assert [row for row in rows if not (paper.fullmatch(row[2]) or row[2] in SITES or row[2] == "spelling")] == []


def test_a_name_stands_once_and_is_no_head(rows: list[list[str]]) -> None:
    names = Counter(fold(name) for name, _, _ in rows)
    heads = {fold(head) for _, head, _ in rows}
    assert [name for name, times in names.items() if times > 1 or name in heads or not name] == []


def test_a_head_is_written_in_one_way(rows: list[list[str]]) -> None:
    spellings = {head for _, head, _ in rows}
    assert len(spellings) == len({fold(head) for head in spellings})


def test_lines_are_sorted_by_head_and_name(rows: list[list[str]]) -> None:
    assert rows == sorted(rows, key=lambda row: (row[1].casefold(), row[0].casefold()))


@pytest.mark.parametrize(
    "name",
    "AD AE AL ASR CL DA DP EM FL GP KG LDA MAE MAP MI MIL ML OT PE RCNN RE SAM SMT SNN SSL SST TTS UDA VOS".split(),
)
def test_what_papers_define_in_two_ways_is_left_to_them(name: str) -> None:
    assert fold(name) not in shipped()


@pytest.mark.parametrize(
    "version", ["ImageNet-21k", "SQuAD 2.0", "SQuAD 1.1", "GPT-3.5", "VQA v2", "BiLSTM", "ViT-B/16", "COCO-Stuff"]
)
def test_a_version_is_not_what_it_is_a_version_of(version: str) -> None:
    heads = {alias.head for alias in shipped().touching([fold(version)])}
    assert heads.isdisjoint(fold(name) for name in ("ImageNet", "SQuAD", "GPT-3", "VQA", "LSTM", "vision transformer"))


def test_aliases_are_found_from_either_side() -> None:
    alias = Alias("cnn", "convolutional neural network", "LeCun et al. 1998")
    assert alias in set(shipped().touching(["cnn"]))
    assert alias in set(shipped().touching(["convolutional neural network"]))
    assert list(Curated([alias]).touching(["lstm"])) == []
