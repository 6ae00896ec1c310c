"""The shipped file of aliases, consistent and each line with its source; and how a user's own go with it."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest

from graph.curated import Alias, Curated, read, shipped, together
from graph.errors import UnreadableInput
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


def test_a_source_is_a_paper_a_site_or_a_matter_of_form(rows: list[list[str]]) -> None:
    paper = re.compile(r"\D+ (?:19|20)\d\d")
    assert [
        row for row in rows if not (paper.fullmatch(row[2]) or row[2] in SITES or row[2] in ("spelling", "word form"))
    ] == []


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


HEADER = "name\thead\tsource"


def test_a_file_is_read_with_names_folded() -> None:
    lines = [
        "# mine",
        "",
        f"{HEADER}\r\n",
        "ConvNets\t Convolutional Neural Network \tLeCun et al. 1998\n",
        "  ",
        "NNs\tANN\t",
    ]
    assert list(read(lines, "mine.tsv")) == [
        Alias("convnet", "convolutional neural network", "LeCun et al. 1998"),
        Alias("nn", "ann", ""),
    ]
    assert list(read([], "mine.tsv")) == list(read([HEADER], "mine.tsv")) == []


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["a\tb\tc"], "2: is no header"),
        (["name\thead"], "2: is no header"),
        ([HEADER, "a"], "3: is not name, head and source"),
        ([HEADER, "a\tb"], "3: is not name, head and source"),
        ([HEADER, "a, b, c"], "3: is not name, head and source"),
        ([HEADER, "a\tb\tc\td"], "3: is not name, head and source"),
        ([HEADER, "a\t\tc"], "3: is not name, head and source"),
        ([HEADER, "\tb\tc"], "3: is not name, head and source"),
        ([HEADER, "--\tb\tc"], "3: '--' is no name"),
        ([HEADER, "a\t…\tc"], "3: '…' is no name"),
        ([HEADER, "CNNs\tCNN\tc"], "3: 'CNNs' and 'CNN' are one name anyway"),
        ([HEADER, "a\tb\tc", "", "A\td\tc"], "5: 'a' has a head already, in line 3"),
        ([HEADER, "a\tb\tc", "A\tb\tc"], "4: 'a' has a head already, in line 3"),
        ([HEADER, "a\tb\tc", "b\td\tc"], "3: 'b' is a head here and another name of 'd' in line 4"),
        ([HEADER, "b\td\tc", "a\tb\tc"], "4: 'b' is a head here and another name of 'd' in line 3"),
        ([HEADER, "a\tb\tc", "b\ta\tc"], "3: 'b' is a head here and another name of 'a' in line 4"),
    ],
)
def test_a_file_that_is_not_right_is_refused_with_its_line(lines: list[str], says: str) -> None:
    with pytest.raises(UnreadableInput) as raised:
        read(["# mine", *lines], "mine.tsv")
    assert raised.value.message.startswith(f"mine.tsv:{says}")
    assert raised.value.hint


def test_of_a_name_in_both_ones_own_head_counts() -> None:
    theirs = Curated([Alias("a", "b", "they"), Alias("c", "d", "they"), Alias("e", "d", "they")])
    own = Curated([Alias("a", "x", "I"), Alias("d", "c", "I"), Alias("f", "e", "I")])
    both = together(theirs, own)
    assert {alias.name: (alias.head, alias.source) for alias in both} == {
        "a": ("x", "I"), "d": ("c", "I"), "e": ("d", "they"), "f": ("e", "I"),
    }  # fmt: skip
    assert len(both) == 4
    assert list(together(theirs, Curated())) == list(theirs)
    assert list(together(Curated(), own)) == list(own)
