"""Decisions: for good, whatever the order, and reversible."""

from __future__ import annotations

from itertools import permutations

import pytest

from graph.add import delete
from graph.curated import Alias, Curated
from graph.decide import decide, decide_all, undo
from graph.decisions import Contradiction, Decision, decision
from graph.dump import dump, load
from graph.errors import NotFound
from graph.links import explain, links
from graph.records import Concept, Tagged
from graph.store import Store
from tests.graph.store.builders import Say
from tests.graph.store.conftest import Fresh
from tests.graph.store.test_add import dumped, everything_derived, keyed, namings, put

CURATED = Curated([Alias("cnn", "convolutional neural network", "test")])
PAPERS = (
    keyed("a", Say("VAE", name="variational autoencoder"), "BERT", defines=[("Variational Autoencoder", "VAE")]),
    keyed("b", "VAE", "CNN", Say("SQuAD", "Dataset")),
    keyed("c", "ConvNet", "BERT", Say("SQuAD", "Dataset"), Say("deep learning", broad=True)),
    keyed("d", "Convolutional Neural Network", "deep learning"),
    keyed("e", Say("ScreenAgent", "Method", "own"), Say("ScreenAgent", "Dataset", "own"), Say("SQuAD", "Dataset")),
    keyed("f", Say("ScreenAgent", "Dataset"), Say("ScreenAgents", "Dataset")),
)


@pytest.fixture
def filled(store: Store) -> Store:
    put(store, *PAPERS, curated=CURATED)
    return store


def take(store: Store, *decisions: Decision) -> None:
    for one in decisions:
        store.write(lambda writer, one=one: decide(writer, one, CURATED))  # type: ignore[misc]


def take_back(store: Store, *decisions: Decision) -> None:
    store.write(lambda writer: undo(writer, [one.id for one in decisions], CURATED))


def concept(store: Store, name: str) -> Concept:
    id_ = namings(store, name)[name]
    return store.read(lambda reader: reader.concepts([id_])[id_])


SAME = decision("same", ["convnet", "cnn"], who="me", when="2026-01-01T00:00:00+00:00", why="LeCun")
APART = decision("different", ["vae", "variational autoencoder"])
PART = decision("by-type", ["screenagent"], value="Dataset")
ALL = (
    SAME, APART, PART, decision("type", ["bert"], value="Dataset"), decision("shown", ["cnn"], value="CNNs"),
    decision("block", ["squad"]), decision("generic", ["bert"]), decision("specific", ["deep learning"]),
    decision("reject-link", ["b", "c"]), decision("reject-mention", ["c", "abstract", "8", "15"]),
)  # fmt: skip


def test_a_merge_joins_and_says_so(filled: Store) -> None:
    assert namings(filled, "convnet") == {"convnet": "convnet"}
    take(filled, SAME)
    assert set(namings(filled, "convnet", "cnn", "convolutional neural network").values()) == {
        "convolutional neural network"
    }
    assert filled.read(lambda reader: reader.namings(["convnet"])["convnet"].rule) == "decision"
    assert concept(filled, "cnn").papers == 3


def test_a_split_parts_what_a_definition_joined(filled: Store) -> None:
    assert namings(filled, "vae") == {"vae": "variational autoencoder"}
    take(filled, APART)
    assert namings(filled, "vae") == {"vae": "vae"}
    assert concept(filled, "variational autoencoder").papers == 1


def test_a_name_of_two_types_can_be_two_concepts(filled: Store) -> None:
    def held(paper: str) -> dict[str, str]:
        return {h.concept: h.type for h in filled.read(lambda reader: reader.holdings([paper])[paper])}

    before = dumped(filled), everything_derived(filled)
    assert held("e") == {"screenagent": "Method", "squad": "Dataset"}
    take(filled, PART)
    assert held("e") == {"screenagent": "Method", "screenagent ⟨dataset⟩": "Dataset", "squad": "Dataset"}
    assert held("f") == {"screenagent ⟨dataset⟩": "Dataset"}
    assert (concept(filled, "screenagent").papers, concept(filled, "screenagent ⟨dataset⟩").papers) == (1, 2)
    put(filled, keyed("g", Say("ScreenAgent", "Dataset")), curated=CURATED)
    assert held("g") == {"screenagent ⟨dataset⟩": "Dataset"}, "also in papers that come later"
    take(filled, decision("same", ["screenagent ⟨dataset⟩", "squad"]))
    assert namings(filled, "screenagent ⟨dataset⟩") == {"screenagent ⟨dataset⟩": "screenagent ⟨dataset⟩"}
    assert held("f") == held("g")
    take_back(filled, decision("same", ["screenagent ⟨dataset⟩", "squad"]), PART)
    assert held("g") == {"screenagent": "Dataset"}
    filled.write(lambda writer: delete(writer, ["g"], CURATED))
    assert (dumped(filled), everything_derived(filled)) == before


def test_people_part_a_name_by_type_also_where_it_is_contested(fresh: Fresh) -> None:
    """Whether papers that propose it come first or the decision does."""
    hints = keyed("m", Say("HINT", "Method", "own")), keyed("d", "BERT", Say("HINT", "Dataset", "own"))
    part, results = decision("by-type", ["hint"], value="Dataset"), []
    orders: list[list[Tagged | Decision]] = [[hints[0], part, hints[1]], [*hints, part], [part, *hints[::-1]]]
    for order in orders:
        with fresh() as store:
            for one in order:
                take(store, one) if isinstance(one, Decision) else put(store, one, curated=CURATED)
            results.append((dumped(store), everything_derived(store)))
            assert namings(store, "hint ⟨m⟩", "hint ⟨d⟩", "hint ⟨dataset⟩").keys() == {"hint ⟨m⟩", "hint ⟨dataset⟩"}
            take_back(store, part)
            assert namings(store, "hint ⟨m⟩", "hint ⟨d⟩", "hint ⟨dataset⟩").keys() == {"hint ⟨m⟩", "hint ⟨d⟩"}
    assert results[0] == results[1] == results[2]


def test_a_paper_that_is_called_as_a_type_is_none(store: Store) -> None:
    """What it proposes is not what people set apart by type."""
    papers = keyed("dataset", Say("HINT", "Method", "own")), keyed("d", "BERT", Say("HINT", "Dataset", "own"))
    put(store, *papers, curated=CURATED)
    take(store, decision("by-type", ["hint"], value="Dataset"))
    held = store.read(lambda reader: {p: [h.concept for h in reader.holdings([p])[p]] for p in ("dataset", "d")})
    assert held == {"dataset": ["hint ⟨paper dataset⟩"], "d": ["bert", "hint ⟨dataset⟩"]}


def test_what_a_concept_is_and_how_it_is_shown(filled: Store) -> None:
    take(filled, decision("type", ["bert"], value="Dataset"), decision("shown", ["cnn"], value="CNNs"))
    assert concept(filled, "bert").type == "Dataset"
    assert concept(filled, "convolutional neural network").name == "CNNs"


def test_a_blocked_name_is_no_concept_of_any_paper(filled: Store) -> None:
    take(filled, decision("block", ["squad"]))
    assert concept(filled, "squad").papers == 0
    assert filled.read(lambda reader: explain(reader, "b", "c")) is None


def test_generic_concepts_count_less_and_specific_ones_in_full(filled: Store) -> None:
    def weight(name: str) -> float:
        return filled.read(lambda reader: {h.concept: h.weight for h in reader.holdings(["c"])["c"]}[name])

    bert, deep = weight("bert"), weight("deep learning")
    take(filled, decision("generic", ["bert"]), decision("specific", ["deep learning"]))
    assert weight("bert") == pytest.approx(0.3 * bert)
    assert weight("deep learning") == pytest.approx(deep / 0.3)
    put(filled, keyed("e", "BERT"), curated=CURATED)
    assert filled.read(lambda reader: reader.holdings(["e"])["e"][0].broad), "also in papers that come later"


def test_a_rejected_mention_and_a_rejected_link(filled: Store) -> None:
    take(filled, decision("reject-mention", ["c", "abstract", "8", "15"]))  # ConvNet
    assert "convnet" not in {held.concept for held in filled.read(lambda reader: reader.holdings(["c"])["c"])}
    first, *rest = [link.there for link in filled.read(lambda reader: links(reader, "c"))]
    take(filled, decision("reject-link", [first, "c"]))
    assert [link.there for link in filled.read(lambda reader: links(reader, "c", limit=1))] == rest[:1]
    assert "c" not in [link.there for link in filled.read(lambda reader: links(reader, first))]


def test_undone_it_is_as_before(filled: Store) -> None:
    before = dumped(filled), everything_derived(filled)
    take(filled, *ALL)
    assert (dumped(filled), everything_derived(filled)) != before
    take_back(filled, *ALL)
    assert (dumped(filled), everything_derived(filled)) == before


def test_their_order_does_not_matter_nor_whether_papers_come_first(fresh: Fresh) -> None:
    results = []
    for order in [*permutations(ALL[:4])][::5]:
        with fresh() as store:
            put(store, *PAPERS[:2], curated=CURATED)
            take(store, *order, *ALL[4:])
            put(store, *PAPERS[2:], curated=CURATED)
            results.append((dumped(store), everything_derived(store)))
    assert all(result == results[0] for result in results)


def test_a_decision_waits_for_its_names(store: Store) -> None:
    take(store, decision("same", ["lstm", "long short term memory"]))
    assert namings(store, "lstm") == {}
    put(store, keyed("a", "LSTM"), keyed("b", "long short-term memory"), curated=CURATED)
    assert len(set(namings(store, "lstm", "long short term memory").values())) == 1


def test_a_contradiction_is_refused_and_names_the_older_one(filled: Store) -> None:
    take(filled, decision("same", ["x", "y"]), decision("different", ["y", "z"]))
    before = dumped(filled)
    with pytest.raises(Contradiction, match="different 'y' and 'z'"):
        take(filled, decision("same", ["x", "z"]))
    with pytest.raises(NotFound):
        store_id = "0" * 12
        filled.write(lambda writer: undo(writer, [store_id], CURATED))
    assert dumped(filled) == before


def test_the_same_again_changes_nothing_and_gives_the_older_one(filled: Store) -> None:
    take(filled, SAME)
    revision = filled.read(lambda reader: reader.revision())
    again = decision("same", ["cnn", "convnet"], who="you")
    assert filled.write(lambda writer: decide(writer, again, CURATED)) == SAME
    assert filled.read(lambda reader: reader.decisions()) == [SAME]
    assert filled.read(lambda reader: reader.revision()) == revision


def test_many_at_once_are_as_one_by_one(filled: Store, fresh: Fresh) -> None:
    assert filled.write(lambda writer: decide_all(writer, ALL, CURATED)) == list(ALL)
    together = dumped(filled), everything_derived(filled)
    filled.close()
    with fresh() as other:
        put(other, *PAPERS, curated=CURATED)
        take(other, *ALL)
        assert (dumped(other), everything_derived(other)) == together


def test_of_many_only_what_contradicts_is_left_out(filled: Store) -> None:
    """Also where it contradicts one that was taken in the same breath."""
    take(filled, SAME)
    apart, kind = decision("different", ["cnn", "convnet"]), decision("type", ["bert"], value="Dataset")
    other = decision("type", ["bert"], value="Task")
    first, second, third, fourth = filled.write(lambda w: decide_all(w, [apart, kind, other, kind], CURATED))
    assert isinstance(first, Contradiction)
    assert SAME.id in first.message
    assert isinstance(third, Contradiction)
    assert kind.id in third.message
    assert second is fourth is kind
    assert {one.id for one in filled.read(lambda reader: reader.decisions())} == {SAME.id, kind.id}
    assert concept(filled, "bert").type == "Dataset"


def test_a_dump_takes_decisions_along(filled: Store, fresh: Fresh) -> None:
    take(filled, *ALL)
    lines, derived = list(dump(filled)), everything_derived(filled)
    assert sum('"decision"' in line for line in lines) == len(ALL)
    filled.close()
    with fresh() as other:
        load(other, lines, CURATED)
        assert list(dump(other)) == lines
        assert everything_derived(other) == derived


def test_decisions_of_a_dump_are_taken_together(filled: Store, fresh: Fresh) -> None:
    """A batch of lines is one transaction; a contradiction leaves nothing of its batch."""
    take(filled, *ALL)
    lines = list(dump(filled))
    filled.close()
    with fresh() as other:
        load(other, lines, CURATED)
        assert other.read(lambda reader: reader.revision()) == 1
    with fresh() as other:
        take(other, decision("same", APART.subject))
        with pytest.raises(Contradiction):
            load(other, lines, CURATED)
        assert other.read(lambda reader: reader.counts().papers) == 0


def test_a_blocked_name_that_joins_or_leaves_a_concept_is_settled(fresh: Fresh) -> None:
    block, same = decision("block", ["bbb"]), decision("same", ["aaa", "bbb"])
    results = []
    for order in ([block, same], [same, block]):
        with fresh() as store:
            put(store, keyed("p", "aaa"), keyed("q", "bbb"), curated=CURATED)
            before = everything_derived(store)
            take(store, *order)
            results.append(everything_derived(store))
            take_back(store, *order)
            assert everything_derived(store) == before
    assert results[0] == results[1]


def test_evidence_is_never_a_rejected_mention(store: Store) -> None:
    put(store, keyed("p", "BERT", "BERT"), keyed("q", "BERT"), curated=CURATED)
    link = store.read(lambda reader: explain(reader, "p", "q"))
    assert link is not None
    first = link.shared[0].here.evidence
    take(store, decision("reject-mention", ["p", "abstract", str(first.start), str(first.end)]))
    again = store.read(lambda reader: explain(reader, "p", "q"))
    assert again is not None
    assert again.shared[0].here.evidence.start > first.start


def test_a_holding_that_is_not_settled_yet_is_shown_all_the_same(store: Store) -> None:
    """As after an upgrade that drops more names, until `rebuild`: shown by what it was made of, no crash."""
    put(store, keyed("p", "BERT", "GLUE"), keyed("q", "BERT"), curated=CURATED)
    block = decision("block", ["bert"])
    store.write(lambda writer: writer.decide(block))
    link = store.read(lambda reader: explain(reader, "p", "q"))
    assert link is not None
    assert link.shared[0].here.evidence.surface == "BERT"
