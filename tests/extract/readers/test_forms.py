"""Every form of other programs: the same two papers, written by hand as each of them writes it, with its oddities."""

from __future__ import annotations

import bz2
import gzip
import lzma
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.readers import FORMS, files, read
from graph.errors import RecordError, UnreadableInput
from graph.records import Record
from graph.works import merge, same
from tests.conftest import ROOT

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

FOLDER = ROOT / "tests" / "data" / "forms"
TITLE = "Tidal Attention for Long-Range Forecasting"
ABSTRACT = (
    "We propose TidalNet, an attention model for long-range forecasting. "
    "On the HarborSet benchmark it lowers the error by 12% at half the cost."
)
AUTHORS = ("Ada Lindqvist", "José Núñez", "Kurt Gödelmann")
SECOND = "A Survey of Pebble Counting & Sorting"

# File, form, the first paper's id, what else of it is not as in all forms, the second paper, and what is skipped.
SAMPLES: list[tuple[str, str, str | None, dict[str, object], dict[str, object] | None, list[str]]] = [
    (
        "library.bib", "bibtex", "lindqvist-etal-2021-tidal", {"url": "https://anthology.example.org/2021.jil-1.1/"},
        {
            "key": "moreau2019pebbles", "authors": ("Zoë Moreau", "The Pebble Consortium"), "year": 2019,
            "venue": "arXiv preprint arXiv:1905.04321", "arxiv": "1905.04321",
        },
        ["library.bib:23: the entry cannot be read: ", "library.bib:37: the record has neither"],
    ),
    (
        "library.ris", "ris", None, {"url": "https://doi.org/10.5555/JIL.2021.001"},
        {
            "abstract": "No abstract available.", "authors": ("Zoë Moreau", "The Pebble Consortium"), "year": 2019,
            "arxiv": "1905.04321", "url": "http://arxiv.org/abs/1905.04321v2",
        },
        ["library.ris:26: the record has neither"],
    ),
    (
        "zotero.json", "csl", "lindqvist2021", {"url": "https://doi.org/10.5555/JIL.2021.001"},
        {"authors": ("Zoë Moreau", "The Pebble Consortium"), "year": 2019, "arxiv": "1905.04321"},
        ["zotero.json, record 3: the record has neither"],
    ),
    (
        "scopus.csv", "csv", "2-s2.0-0000000001", {"arxiv": None, "url": "https://www.scopus.example.org/1"},
        {
            "key": "2-s2.0-0000000002", "abstract": "[No abstract available]", "authors": ("Zoë Moreau",),
            "year": 2019, "url": "https://www.scopus.example.org/2",
        },
        ["scopus.csv:4: the record has neither", "scopus.csv:5: the row has 2 cells, the header 12"],
    ),
    (
        "savedrecs.txt", "csv", "WOS:000000000000001", {"arxiv": None, "venue": "JOURNAL OF IMAGINED LEARNING"},
        {
            "key": "WOS:000000000000002", "title": '"Pebble Counting" & Sorting: A Survey',
            "authors": ("Zoë Moreau",), "year": 2019, "venue": "STONES",
        },
        [],
    ),
    (
        "savedrecs.ciw", "wos", "WOS:000000000000001", {"arxiv": None},
        {
            "key": "WOS:000000000000002", "authors": ("Z MOREAU", "The Pebble Consortium"), "year": 2019,
            "venue": "STONES",
        },
        ["savedrecs.ciw:39: the record has neither"],
    ),
    ("zotero.csv", "csv", "TIDAL001", {"url": "http://arxiv.org/abs/2103.01234"}, None, []),
    (
        "dimensions.csv", "csv", "pub.1000000001",
        {"url": "https://app.dimensions.example.org/details/publication/pub.1000000001"}, None, [],
    ),
    (
        "kaggle-arxiv.json", "arxiv", None, {"venue": None},
        {
            "abstract": "This paper has been withdrawn by the author due to an error in Table 1.",
            "authors": ("Zoë Moreau",), "year": 2019, "arxiv": "1905.04321",
        },
        [],
    ),
    (
        "arxiv-atom.xml", "arxiv-xml", None, {"url": "http://arxiv.org/abs/2103.01234v2"}, None,
        ["arxiv-atom.xml, record 2: the record has neither"],
    ),
    (
        "arxiv-oai.xml", "arxiv-xml", None, {},
        {
            "abstract": "Pebbles have been counted for long, and sorted for longer.", "authors": ("Zoë Moreau",),
            "year": 2019, "arxiv": "1905.04321", "url": "http://arxiv.org/abs/1905.04321",
        },
        ["arxiv-oai.xml, record 2: the record has neither"],
    ),
    (
        "openalex.json", "openalex", "W3100000001", {"url": "https://doi.org/10.5555/jil.2021.001"},
        {"key": "W2900000002", "year": 2019}, ["openalex.json, record 3: the record has neither"],
    ),
    (
        "semanticscholar.json", "semanticscholar", "CorpusId:900000001",
        {"url": "https://www.semanticscholar.org/paper/a1"},
        {"key": "00000000000000000000000000000000000000b2"}, [],
    ),
    (
        "s2-papers.jsonl", "semanticscholar", "CorpusId:900000001",
        {"abstract": None, "url": "https://www.semanticscholar.org/paper/a1"}, None, [],
    ),
    (
        "s2-abstracts.jsonl", "semanticscholar", "CorpusId:900000001",
        {"title": None, "authors": (), "year": None, "venue": None}, None, [],
    ),
    (
        "crossref.json", "crossref", None, {"arxiv": None, "url": "http://dx.doi.org/10.5555/jil.2021.001"},
        {
            "title": f"RETRACTED: {SECOND}", "authors": ("The Pebble Consortium",), "year": 2019,
            "doi": "10.5555/stones.7",
        },
        [],
    ),
    (
        "pubmed.xml", "pubmed", "pmid:99000001", {"arxiv": None},
        {
            "key": "pmid:99000002", "authors": ("The Pebble Consortium",), "year": 2019, "venue": "Stones",
            "abstract": "BACKGROUND: Pebbles have been counted for long.\nMETHODS: We used p<0.05 and 103 pebbles.",
        },
        [],
    ),
    (
        "pubmed.nbib", "nbib", "pmid:99000001", {"arxiv": None},
        {"key": "pmid:99000002", "authors": ("The Pebble Consortium",), "year": 2019, "venue": "Stones"}, [],
    ),
]  # fmt: skip
# Of each paper of a sample; where none are told there are none.
CATEGORIES: dict[str, list[tuple[str, ...]]] = {
    "library.bib": [("cs.LG",)],
    "zotero.json": [("Forecasting",)],
    "savedrecs.txt": [("Computer Science, Artificial Intelligence", "Statistics & Probability")],
    "savedrecs.ciw": [("Computer Science, Artificial Intelligence", "Statistics & Probability"), ("Geology",)],
    "kaggle-arxiv.json": [("cs.LG", "stat.ML"), ("cs.CV",)],
    "arxiv-atom.xml": [("cs.LG",)],
    "arxiv-oai.xml": [("cs.LG", "stat.ML"), ("Computer Science - Computer Vision",)],
    "openalex.json": [("Forecasting Methods", "Tides")],
    "semanticscholar.json": [("Computer Science",)],
    "crossref.json": [("Oceanography",)],
    "pubmed.xml": [("Forecasting",)],
    "pubmed.nbib": [("Forecasting", "Tides")],
}
NAMES = [sample[0] for sample in SAMPLES]
MARKS = [
    b"{",
    b"}",
    b'"',
    b",",
    b"\n",
    b"<",
    b">",
    b"&",
    b"[",
    b"]",
    b"@a{",
    b"$",
    b"\\",
    b"\nER  - \n",
    b"null",
    b"7",
    b"{}",
    b"[[]]",
]


def items(path: Path, form: str | None = None) -> tuple[list[Record], list[RecordError]]:
    found = list(read(path, form=form))
    return [row for row in found if isinstance(row, Record)], [row for row in found if isinstance(row, RecordError)]


@pytest.mark.parametrize(("name", "form", "key", "first", "second", "skipped"), SAMPLES, ids=NAMES)
def test_a_sample(
    name: str,
    form: str,
    key: str | None,
    first: dict[str, object],
    second: dict[str, object] | None,
    skipped: list[str],
) -> None:
    head = files.head(FOLDER / name)
    assert next(known.name for known in FORMS.values() if known.sniff(name, head)) == form
    records, errors = items(FOLDER / name)
    common: dict[str, object] = {
        "title": TITLE, "abstract": ABSTRACT, "authors": AUTHORS, "year": 2021, "venue": "Journal of Imagined Learning",
        "doi": "10.5555/jil.2021.001", "arxiv": "2103.01234", "key": key,
    }  # fmt: skip
    expected = [{**common, **first}, *([{"title": SECOND, **second}] if second else [])]
    for row, categories in zip(expected, CATEGORIES.get(name, []), strict=False):
        row["categories"] = categories
    source = files.source_of(FOLDER / name)
    wanted = [Record(source, record.position, **row) for record, row in zip(records, expected, strict=True)]  # type: ignore[arg-type]
    assert records == wanted
    assert len(errors) == len(skipped)
    for error, begins in zip(errors, skipped, strict=True):
        assert error.message.startswith(begins)
        assert error.hint


def test_the_same_paper_of_all_forms_is_one() -> None:
    first, *others = [items(FOLDER / name)[0][0] for name in NAMES]
    paper = merge("p", [first])
    for record in others:
        assert same(record, paper), record
        paper = merge("p", [*paper.records, record])
    assert (paper.title, paper.abstract, paper.doi, paper.arxiv) == (
        TITLE,
        ABSTRACT,
        "10.5555/jil.2021.001",
        "2103.01234",
    )
    assert len(paper.records) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_read_from_standard_input_too(tmp_path: Path, name: str) -> None:
    """There it has no suffix to go by."""
    path = tmp_path / "stdin"
    path.write_bytes((FOLDER / name).read_bytes())
    assert [row.title for row in items(path)[0]] == [row.title for row in items(FOLDER / name)[0]]


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress), (".zst", zstd.compress)],
)
@pytest.mark.parametrize("name", ["library.bib", "openalex.json", "pubmed.xml"])
def test_a_packed_sample(tmp_path: Path, name: str, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / f"{name}{suffix}"
    path.write_bytes(pack((FOLDER / name).read_bytes()))
    assert [row.title for row in items(path)[0]] == [row.title for row in items(FOLDER / name)[0]]


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_cut_anywhere_is_said_and_does_no_harm(tmp_path: Path, name: str) -> None:
    """What stands in front of the cut is read as it is in the whole; the rest is an error or less of a record."""
    whole = (FOLDER / name).read_bytes()
    form = SAMPLES[NAMES.index(name)][1]
    titles = {row.title for row in items(FOLDER / name)[0]}
    path = tmp_path / name
    for end in range(1, len(whole), max(1, len(whole) // 40)):
        path.write_bytes(whole[:end])
        seen: list[Record | RecordError] = []
        try:
            seen.extend(read(path, form=form))
        except UnreadableInput as error:
            assert name in error.message
        read_whole = [row for row in seen if isinstance(row, Record)][:-1]
        assert {row.title for row in read_whole} <= titles


def test_every_form_is_documented() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert [name for name in FORMS if f"| `{name}` |" not in page] == []


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_a_sample_that_is_damaged_gives_records_or_errors(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    damaged = bytearray((FOLDER / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=4) | st.sampled_from(MARKS))
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(damaged or b"\n")
    seen: list[Record | RecordError] = []
    try:
        seen.extend(read(path, form=SAMPLES[NAMES.index(name)][1]))
    except UnreadableInput as error:
        assert error.hint
    assert all(row.title or row.abstract for row in seen if isinstance(row, Record))
