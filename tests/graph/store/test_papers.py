"""Papers go in and come out as they are, are replaced and deleted as a whole, and are found by their keys."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.errors import NotFound
from graph.records import Definition, Mention, Paper, Place, Record, Source, Tagged, Tags
from graph.store import Store, Summary, Writer, stream
from tests.graph.store.builders import SOURCE, Say, add, drop, everything, fill, find, tagged

OTHER = Source("other.jsonl.gz", "b" * 64)


def full() -> Tagged:
    """A paper with something in every field."""
    first = Record(
        OTHER,
        "line 7",
        title="  $\\beta$-VAE\n",
        abstract="Ünïcode 𝔘 text\x00 with “quotes”.",
        key="given/key:1",
        authors=("Ada Lovelace", "李 明", 'O\'Brien, "Q"'),
        year=2017,
        venue="ICLR",
        doi="10.1000/a(b)<c>",
        arxiv="1606.05579",
        url="https://example.org/?a=1&b=2",
        categories=("cs.CL", "Über, “alles”; und \\"),
    )
    second = Record(SOURCE, "000-001", abstract="", authors=())
    paper = Paper(
        "10.1000/a(b)<c>",
        first.title,
        first.abstract,
        (second, first),
        authors=first.authors,
        year=first.year,
        venue=first.venue,
        doi=first.doi,
        arxiv=first.arxiv,
        url=first.url,
        categories=first.categories,
    )
    in_title = Mention(
        Place("title", 2, 14, 0, 15), "$\\beta$-VAE", "β-VAE", "β vae", "Method", "own", 0.987, False, "x"
    )
    in_abstract = Mention(
        Place("abstract", 0, 9, 0, 30), "Ünïcode 𝔘", "Ünïcode 𝔘", "ünïcode u", "Task", "used", 0.1, True, "y"
    )
    same_place = replace(in_abstract, name="ünïcode v", type="Dataset")
    defined = Definition(
        "β vae",
        "variational thing",
        "β-VAE",
        "Variational Thing",
        Place("abstract", 3, 4, 0, 9),
        Place("title", 0, 2, 0, 3),
    )
    return Tagged(paper, Tags("tagger 1 (int8)", (in_title, in_abstract, same_place), (defined, defined)))


def test_round_trip(store: Store) -> None:
    one = full()
    store.write(lambda writer: writer.replace([(one, ["k"])]))
    assert store.read(lambda reader: reader.tagged([one.paper.id])) == {one.paper.id: one}
    assert store.read(lambda reader: reader.papers([one.paper.id, "unknown"])) == {one.paper.id: one.paper}
    assert store.read(lambda reader: reader.models([one.paper.id])) == {one.paper.id: "tagger 1 (int8)"}


def test_a_paper_with_next_to_nothing(store: Store) -> None:
    bare = Tagged(Paper("x", None, None, (Record(SOURCE, "000-000"),)), Tags(""))
    store.write(lambda writer: writer.replace([(bare, [])]))
    assert store.read(lambda reader: reader.tagged(["x"])) == {"x": bare}
    assert store.read(lambda reader: reader.models(["x"])) == {}
    assert store.read(lambda reader: reader.holdings(["x"])) == {}
    assert store.read(lambda reader: reader.norms(["x", "unknown"])) == {"x": 0.0}
    counts = store.read(lambda reader: reader.counts())
    assert (counts.untagged, counts.papers_without_concepts, counts.models) == (1, 1, {})


def test_everything_comes_in_order(store: Store) -> None:
    """Records by source and position; mentions title first, then by start, end and name; definitions by short form."""
    one = full()
    mixed = Tagged(
        replace(one.paper, records=one.paper.records[::-1]), replace(one.tags, mentions=one.tags.mentions[::-1])
    )
    store.write(lambda writer: writer.replace([(mixed, [])]))
    assert store.read(lambda reader: reader.tagged([one.paper.id])[one.paper.id]) == one


def test_asking_twice_gives_once(store: Store) -> None:
    fill(store, tagged("1", "BERT", "GLUE", defines=[("Long Form", "LF")]))
    once = store.read(lambda reader: (reader.tagged(["1"]), reader.holdings(["1"]), reader.forms(["bert"])))
    twice = store.read(
        lambda reader: (reader.tagged(["1", "1"]), reader.holdings(["1", "1"]), reader.forms(["bert", "bert"]))
    )
    assert once == twice


def test_replacing_leaves_nothing_of_the_old(store: Store) -> None:
    new = tagged("1", "GPT", source=OTHER)
    fill(store, tagged("1", "BERT", "GLUE", title="Old", defines=[("Long Form", "LF")]))
    fill(store, new)
    replaced = store.read(everything)
    drop(store, "1")
    fill(store, new)
    assert store.read(everything) == replaced
    counts = store.read(lambda reader: reader.counts())
    assert (counts.papers, counts.records, counts.sources, counts.mentions, counts.definitions) == (1, 1, 1, 1, 0)
    assert store.read(lambda reader: reader.search_papers("old", limit=5)) == []


def test_replacing_lets_go_of_the_holdings(store: Store) -> None:
    fill(store, tagged("1", "BERT"))
    store.write(lambda writer: writer.replace([(tagged("1", "BERT", title="New"), ["1"])]))
    assert store.read(lambda reader: reader.holdings(["1"])) == {}
    assert store.read(lambda reader: reader.norms(["1"])) == {"1": 0.0}
    assert store.read(lambda reader: reader.papers_of("bert")) == []


def test_deleting_leaves_nothing_behind(store: Store) -> None:
    empty = store.read(everything)
    fill(store, tagged("1", "BERT", defines=[("Long Form", "LF")]), full())
    drop(store, "1", full().paper.id, "unknown")
    assert store.read(everything) == empty
    for word in ("bert", "long", "vae", "here"):
        assert find(store, word) == ([], [])


def test_deleting_one_leaves_the_other(store: Store) -> None:
    kept = tagged("2", "BERT", "SQuAD")
    fill(store, kept)
    alone = store.read(everything)
    fill(store, tagged("1", "BERT", "GLUE", source=OTHER))
    drop(store, "1")
    assert store.read(everything) == alone


def test_keys_lead_to_papers(store: Store) -> None:
    store.write(
        lambda writer: writer.replace([(tagged("1"), ["1", "doi:10.1/x", "1"]), (tagged("2"), ["2", "arxiv:1"])])
    )
    found = store.read(lambda reader: reader.find(["doi:10.1/x", "arxiv:1", "2", "nowhere"]))
    assert found == {"doi:10.1/x": "1", "arxiv:1": "2", "2": "2"}


def test_keys_are_replaced_with_the_paper(store: Store) -> None:
    store.write(lambda writer: writer.replace([(tagged("1"), ["1", "old"])]))
    store.write(lambda writer: writer.replace([(tagged("1"), ["1", "new"])]))
    assert store.read(lambda reader: reader.find(["1", "old", "new"])) == {"1": "1", "new": "1"}


@pytest.mark.parametrize("first", [0, 1])
def test_a_key_moves_to_the_paper_that_wants_it_last(store: Store, first: int) -> None:
    rows = [(tagged("1"), ["shared"]), (tagged("2"), ["shared"])]
    store.write(lambda writer: writer.replace([rows[0]]))
    store.write(lambda writer: writer.replace([rows[first], rows[1 - first]]))
    assert store.read(lambda reader: reader.find(["shared"])) == {"shared": str(2 - first)}


def test_of_two_versions_in_one_call_the_later_counts(store: Store) -> None:
    store.write(lambda writer: writer.replace([(tagged("1", "BERT"), ["a"]), (tagged("1", "GPT"), ["b"])]))
    assert store.read(lambda reader: reader.tagged(["1"])) == {"1": tagged("1", "GPT")}
    assert store.read(lambda reader: reader.find(["a", "b"])) == {"b": "1"}


def test_a_record_moves_to_the_paper_that_has_it(store: Store) -> None:
    """So two papers can be joined: replace the one, delete the other."""
    fill(store, tagged("1", position="000-000"), tagged("2", position="000-001"))
    both = store.read(lambda reader: reader.papers(["1", "2"]))
    joined = replace(both["1"], records=(*both["1"].records, *both["2"].records))

    def join(writer: Writer) -> None:
        writer.replace([(Tagged(joined, Tags("m")), [])])
        writer.delete(["2"])

    store.write(join)
    assert store.read(lambda reader: reader.papers(["1", "2"])) == {"1": joined}
    assert store.read(lambda reader: reader.records_at(SOURCE, ["000-000", "000-001"])) == {
        "000-000": "1",
        "000-001": "1",
    }


def test_records_by_place(store: Store) -> None:
    fill(store, tagged("1", position="000-000"), tagged("2", position="000-000", source=OTHER))
    fill(store, tagged("0", position="000-001", source=OTHER))
    assert store.read(lambda reader: reader.records_at(SOURCE, ["000-000", "000-001"])) == {"000-000": "1"}
    assert store.read(lambda reader: reader.records_at(Source(SOURCE.name, "c"), ["000-000"])) == {}
    assert store.read(lambda reader: reader.positions("000-000")) == ["1", "2"]
    assert store.read(lambda reader: reader.positions("9")) == []


def test_sources_of_the_same_name(store: Store) -> None:
    old, older, new = (Source("a.txt", char * 64) for char in "dce")
    fill(store, tagged("1", source=old), tagged("2", source=older), tagged("3", source=OTHER))
    assert store.read(lambda reader: reader.same_named(new)) == [older, old]
    assert store.read(lambda reader: reader.same_named(old)) == [older]
    assert store.read(lambda reader: reader.same_named(Source("b.txt", "d" * 64))) == []


def test_a_source_goes_with_its_last_record(store: Store) -> None:
    fill(store, tagged("1", source=OTHER), tagged("2", source=OTHER))
    drop(store, "1")
    assert store.read(lambda reader: reader.counts().sources) == 1
    fill(store, tagged("2", source=SOURCE))
    assert store.read(lambda reader: reader.same_named(Source(OTHER.name, ""))) == []
    assert store.read(lambda reader: reader.counts().sources) == 1


IDS = ["10.1/a", "10.1/A", "a", "a b", "a/b/c", "arXiv:1", "é", "e\u0301", "😀", "\uffee", "%2F?#", "a'b\"c"]


def test_any_id_will_do_and_order_is_by_code_point(store: Store) -> None:
    fill(store, *(tagged(id_, "BERT") for id_ in IDS))
    assert store.read(lambda reader: reader.paper_ids()) == sorted(IDS)
    assert store.read(lambda reader: reader.papers_of("bert")) == sorted(IDS)
    assert store.read(lambda reader: reader.paper_ids(source=SOURCE)) == sorted(IDS)
    assert set(store.read(lambda reader: reader.tagged(IDS))) == set(IDS)
    assert store.read(lambda reader: reader.find(IDS)) == {id_: id_ for id_ in IDS}


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_paging(store: Store, limit: int) -> None:
    few = tagged("zz", "rare", source=OTHER)
    fill(store, *(tagged(f"{number:02}", "BERT") for number in range(25)), few)

    def page(after: str, source: Source | None) -> list[str]:
        return store.read(lambda reader: reader.paper_ids(after=after, limit=limit, source=source))

    def pages(source: Source | None = None) -> list[str]:
        found: list[str] = []
        while ids := page(found[-1] if found else "", source):
            assert len(ids) <= limit
            found += ids
        return found

    assert pages() == [f"{number:02}" for number in range(25)] + ["zz"]
    assert pages(SOURCE) == [f"{number:02}" for number in range(25)]
    assert pages(OTHER) == ["zz"]
    assert pages(Source("none", "")) == []
    assert store.read(lambda reader: reader.papers_of("bert", after="03", limit=2)) == ["04", "05"]
    assert store.read(lambda reader: reader.papers_of("bert", after="24", limit=limit)) == []
    assert store.read(lambda reader: reader.papers_of("rare", limit=limit)) == ["zz"]
    assert store.read(lambda reader: reader.papers_of("unknown", limit=limit)) == []


def test_streaming_gives_all_in_order(store: Store) -> None:
    papers = [tagged(f"{number:02}", "BERT") for number in range(7)]
    fill(store, *papers)
    assert list(stream(store, batch=3)) == papers


def test_summaries_come_as_asked_for(store: Store) -> None:
    fill(store, tagged("1", "BERT", "GLUE", title="One", year=2020), tagged("2", "BERT"), tagged("3"))
    assert store.read(lambda reader: reader.summaries(["3", "unknown", "1", "2"])) == [
        Summary("3", "", None, None, 0),
        Summary("1", "One", 2020, None, 2),
        Summary("2", "", None, None, 1),
    ]


def test_only_papers_hold(store: Store) -> None:
    with pytest.raises(NotFound, match="no paper x"):
        store.write(lambda writer: writer.hold({"x": ((), 0.0)}))


def test_many_at_once(store: Store) -> None:
    """More than a statement may have parameters."""
    papers = [tagged(f"{number:05}", Say("BERT", confidence=0.5), position=f"{number}") for number in range(3000)]
    fill(store, *papers)
    ids = [one.paper.id for one in papers]
    assert store.read(lambda reader: len(reader.tagged([*ids, *map(str, range(40000))]))) == 3000
    assert store.read(lambda reader: reader.concepts(["bert"])["bert"].papers) == 3000
    drop(store, *ids)
    assert store.read(lambda reader: reader.size()) == 0
    store.write(add)


def test_papers_are_selected_by_all_that_is_given(store: Store) -> None:
    other = replace(OTHER, sha256="c" * 64)
    fill(
        store,
        tagged("a", "x", year=2020),
        tagged("b", "x", "y", year=2021, source=OTHER),
        tagged("c", "x", year=2021, source=other),
        tagged("d", "y", year=2021),
    )

    def select(**given: object) -> str:
        return "".join(store.read(lambda reader: reader.select(**given)))  # type: ignore[arg-type]

    assert select() == "abcd"
    assert (select(concept="x"), select(year=2021), select(source=OTHER.name)) == ("abc", "bcd", "bc")
    assert (select(concept="x", year=2021, after="b"), select(concept="y", source=OTHER.name)) == ("c", "b")
    assert (select(concept="x", limit=2), select(concept="none"), select(year=1999), select(source="none")) == (
        "ab", "", "", "",
    )  # fmt: skip


def test_sources_are_listed_with_their_papers(store: Store) -> None:
    fill(store, tagged("a", "x"), tagged("b", "x"), tagged("c", source=OTHER))
    assert store.read(lambda reader: reader.sources()) == [(SOURCE, 2), (OTHER, 1)]
    assert store.read(lambda reader: reader.sources(limit=1)) == [(SOURCE, 2)]
    assert store.read(lambda reader: reader.sources(after=SOURCE)) == [(OTHER, 1)]
