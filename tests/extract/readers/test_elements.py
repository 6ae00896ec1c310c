from __future__ import annotations

import gzip
import tracemalloc
from pathlib import Path

import pytest

from extract.readers import elements, read
from graph.errors import UnreadableInput
from graph.records import Record

ENTRY = "<entry><id>http://arxiv.org/abs/2103.0000{0}v1</id><title>Number {0}</title></entry>"
FEED = '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "a.xml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE feed [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE feed [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE feed [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;]>',
    ],
)
def test_entities_are_refused(tmp_path: Path, declared: str) -> None:
    path = write(tmp_path, declared + FEED.format(ENTRY.format(1)))
    with pytest.raises(UnreadableInput, match=r"a\.xml declares entities of its own"):
        list(read(path, form="arxiv-xml"))


@pytest.mark.parametrize("ending", ["<entry><title>", "<entry>&nosuch;</entry>", "</x>", "\x01"])
def test_broken_xml_ends_behind_the_sound_records(tmp_path: Path, ending: str) -> None:
    path = write(tmp_path, FEED.format(ENTRY.format(1) + ENTRY.format(2) + ending)[: -len("</feed>")])
    rows: list[object] = []
    with pytest.raises(UnreadableInput, match=r"a\.xml is broken XML behind record 2: .*line 1"):
        rows.extend(read(path, form="arxiv-xml"))
    assert [row.title for row in rows if isinstance(row, Record)] == ["Number 1", "Number 2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings_are_those_declared(tmp_path: Path, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>' + FEED.format(ENTRY.format("é"))
    (row,) = read(write(tmp_path, text.encode(encoding)))
    assert isinstance(row, Record)
    assert row.title == "Number é"


def test_a_second_document_is_said(tmp_path: Path) -> None:
    rows = read(write(tmp_path, 2 * FEED.format(ENTRY.format(1))), form="arxiv-xml")
    assert isinstance(next(rows), Record)
    with pytest.raises(UnreadableInput, match="junk after document element") as caught:
        next(rows)
    assert "a file of each document" in caught.value.hint


def test_books_of_pubmed_are_read_too(tmp_path: Path) -> None:
    book = """<PubmedBookArticle><BookDocument><PMID>9</PMID>
      <ArticleIdList><ArticleId IdType="doi">10.1000/9</ArticleId></ArticleIdList>
      <Book><BookTitle>On Tides</BookTitle><PubDate><Year>1993</Year></PubDate></Book><ArticleTitle>Ebb</ArticleTitle>
      <AuthorList><Author><LastName>Moreau</LastName><ForeName>Zoë</ForeName></Author></AuthorList>
      <Abstract><AbstractText>It goes out.</AbstractText></Abstract></BookDocument></PubmedBookArticle>"""
    (row,) = read(write(tmp_path, f"<PubmedArticleSet>{book}</PubmedArticleSet>"))
    assert isinstance(row, Record)
    assert (row.key, row.title, row.abstract, row.venue) == ("pmid:9", "Ebb", "It goes out.", "On Tides")
    assert (row.authors, row.year, row.doi) == (("Zoë Moreau",), 1993, "10.1000/9")


def test_bytes_that_are_not_utf_8(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="broken XML"):
        list(read(write(tmp_path, FEED.format(ENTRY.format("é")).encode("latin-1")), form="arxiv-xml"))


@pytest.mark.parametrize(
    ("filling", "says"),
    [
        ("x", "the record has over 262,144 bytes"), ("<b/>", "the record has over 262,144 bytes"),
        (" ", "the record has over 262,144 bytes"), ("<b>", "over 200 elements stand in each other"),
    ],
)  # fmt: skip
def test_a_record_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filling: str, says: str
) -> None:
    monkeypatch.setattr(elements, "LONGEST", 2**18)
    path = tmp_path / "a.xml.gz"
    with gzip.open(path, "wb", compresslevel=1) as out:
        out.write(b"<feed><entry>" + filling.encode() * (2**22 // len(filling)))
    tracemalloc.start()
    with pytest.raises(UnreadableInput, match=f"record 1: {says}"):
        list(read(path, form="arxiv-xml"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 64 * 2**20


def test_many_records_need_the_memory_of_one(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    with path.open("w") as out:
        out.write("<feed>")
        for _ in range(400):
            out.write(f"<entry><title>A</title><summary>{'word ' * 1000}</summary><x/></entry><y>{'z' * 1000}</y>")
        out.write("</feed>")
    tracemalloc.start()
    assert sum(isinstance(row, Record) for row in read(path, form="arxiv-xml")) == 400
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2**20
