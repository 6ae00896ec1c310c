"""Suggestions out of a store: what papers and decisions say for and against two concepts' being one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from graph.add import delete
from graph.curated import Alias, Curated
from graph.decide import decide, undo
from graph.decisions import Decision, decision
from graph.fold import fold
from graph.records import Mention, Tagged
from graph.store import Store
from graph.suggest import Suggestion, suggestions
from tests.graph.store.builders import Say, place
from tests.graph.store.test_add import NO_ALIASES, dumped, keyed, put


def suggest(store: Store, of: str | None = None, *, curated: Curated = NO_ALIASES, limit: int = 99) -> list[Suggestion]:
    return store.read(lambda reader: suggestions(reader, curated, concept=of, limit=limit))


def found(store: Store, of: str | None = None, *, curated: Curated = NO_ALIASES) -> dict[tuple[str, str], str]:
    """Head and other, and the reasons, in the order of the suggestions."""
    return {(one.head.id, one.other.id): "; ".join(one.reasons) for one in suggest(store, of, curated=curated)}


def take(store: Store, *decisions: Decision) -> None:
    for one in decisions:
        store.write(lambda writer, one=one: decide(writer, one, NO_ALIASES))  # type: ignore[misc]


def paper(id_: str, *says: Say | str, defines: Sequence[tuple[str, str]] = ()) -> Tagged:
    """A paper with a text of its own."""
    return keyed(id_, Say(f"thing {id_}", name="thing"), *says, defines=defines)


def saying(id_: str, text: str, *forms: str) -> Tagged:
    """A paper of one sentence that mentions these forms."""
    mentions = tuple(
        Mention(
            place("abstract", text.index(form), form, 0, text),
            form,
            form,
            fold(form),
            "Method",
            "used",
            0.9,
            False,
            "t",
        )
        for form in forms
    )
    one = keyed(id_, "x")
    (record,) = one.paper.records
    paper = replace(one.paper, abstract=text, records=(replace(record, abstract=text),))
    spots = [replace(m, place=replace(m.place, sentence_start=0, sentence_end=len(text))) for m in mentions]
    return Tagged(paper, replace(one.tags, mentions=tuple(spots)))


def test_an_empty_store_suggests_nothing(store: Store) -> None:
    assert suggest(store) == []


def test_best_first_then_by_id(store: Store) -> None:
    put(
        store,
        paper("a", "Voxel-Net", "optimisation", "diffusion", Say("Web Text", "Dataset"), Say("CIFAR-100", "Dataset")),
    )
    put(
        store, paper("b", "VoxelNet", "optimization", "diffusion model", Say("WebText", "Dataset"), "BERT", "BERTScore")
    )
    assert found(store) == {
        ("optimisation", "optimization"): "British and American spelling",
        ("web text", "webtext"): "the same letters without hyphens and spaces",
        ("voxel net", "voxelnet"): "the same letters without hyphens and spaces",
        ("diffusion", "diffusion model"): "only “model” more",
    }
    rows = suggest(store)
    assert [one.score for one in rows] == sorted((one.score for one in rows), reverse=True)
    assert [one.head.papers for one in rows] == [1, 1, 1, 1]
    assert suggest(store, limit=2) == rows[:2]


def test_the_order_of_papers_does_not_matter(store: Store) -> None:
    papers = [
        paper("a", "Voxel-Net", "GNN"),
        paper("b", "VoxelNet", "graph neural network"),
        paper("c", "pre-training", "GNN"),
    ]
    put(store, *papers)
    before = suggest(store)
    for id_ in "abc":
        store.write(lambda writer, id_=id_: delete(writer, [id_], NO_ALIASES))  # type: ignore[misc]
    put(store, *reversed(papers))
    assert suggest(store) == before != []


def test_it_changes_nothing(store: Store) -> None:
    put(store, paper("a", "Voxel-Net"), paper("b", "VoxelNet"))
    before = dumped(store)
    assert suggest(store)
    assert (dumped(store), store.read(lambda reader: reader.revision())) == (before, 1)


def test_of_one_concept(store: Store) -> None:
    put(
        store,
        paper("a", "Voxel-Net", "optimisation", "GNN"),
        paper("b", "VoxelNet", "optimization", "graph neural network"),
    )
    put(store, paper("c", "graph neural networks", "GNN"), paper("d", "generative neural network"))
    everything = suggest(store)
    assert {(one.head.id, one.other.id) for one in everything} == {
        ("optimisation", "optimization"), ("voxel net", "voxelnet"), ("gnn", "graph neural network"),
    }  # fmt: skip
    for id_ in store.read(lambda reader: reader.concept_ids()):
        assert suggest(store, id_) == [one for one in everything if id_ in (one.head.id, one.other.id)]


def test_any_names_of_two_concepts(store: Store) -> None:
    put(
        store,
        paper("a", Say("Voxel-Net", name="unlike network"), defines=[("unlike network", "Voxel-Net")]),
        paper("b", "VoxelNet"),
    )
    (one,) = suggest(store)
    assert (one.head.id, one.other.id, one.names) == ("unlike network", "voxelnet", ("voxel net", "voxelnet"))


def test_what_is_merged_is_not_suggested_and_what_is_undone_is_again(store: Store) -> None:
    put(store, paper("a", "Voxel-Net"), paper("b", "VoxelNet"))
    before = found(store)
    for kind in ("same", "different"):
        made = decision(kind, ["voxel net", "voxelnet"])
        take(store, made)
        assert found(store) == {}
        store.write(lambda writer, made=made: undo(writer, [made.id], NO_ALIASES))  # type: ignore[misc]
        assert found(store) == before


def test_what_is_kept_apart_by_other_names_is_not_suggested(store: Store) -> None:
    put(store, paper("a", "Voxel-Net", "unlike network"), paper("b", "VoxelNet"))
    take(store, decision("same", ["voxel net", "unlike network"]))
    assert len(found(store)) == 1
    take(store, decision("different", ["unlike network", "voxelnet"]))
    assert found(store) == {}


def test_what_is_blocked_is_not_suggested(store: Store) -> None:
    put(store, paper("a", "Voxel-Net"), paper("b", "VoxelNet"))
    take(store, decision("block", ["voxelnet"]))
    assert found(store) == {}


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("We compare Voxel-Net with VoxelNet.", False),
        ("Voxel-Net, VoxelNet and others fail.", False),
        ("We train Voxel-Net (VoxelNet) on images.", True),
        ("We train Voxel-Net, also known as VoxelNet, on images.", True),
    ],
)
def test_two_that_a_sentence_names_side_by_side_are_two(store: Store, text: str, suggested: bool) -> None:
    put(store, paper("a", "Voxel-Net"), paper("b", "VoxelNet"), saying("c", text, "Voxel-Net", "VoxelNet"))
    assert (("voxel net", "voxelnet") in found(store)) == suggested


def test_two_in_sentences_of_one_paper_may_be_one(store: Store) -> None:
    put(store, paper("a", "Voxel-Net", "VoxelNet"))
    assert ("voxel net", "voxelnet") in found(store)


def test_an_acronym_stands_for_what_is_beside_it(store: Store) -> None:
    put(store, paper("a", "GNN", "graph neural network"), paper("b", "mpc"), paper("c", "model predictive control"))
    assert found(store) == {("gnn", "graph neural network"): "initials; in one paper"}
    put(store, paper("d", "MPC"))
    assert len(found(store)) == 1  # too few know what it stands for
    put(store, *(paper(f"e{i}", "model predictive control") for i in range(3)))
    assert found(store)["model predictive control", "mpc"] == "initials"


def test_an_acronym_stands_for_what_most_papers_mean(store: Store) -> None:
    def defining(id_: str, long: str) -> Tagged:
        return paper(id_, Say("MAP", name=long), defines=[(long, "MAP")])

    put(store, defining("a", "mean average precision"), defining("b", "maximum a posteriori"), paper("c", "MAP"))
    put(store, defining("d", "maximum a posteriori"))
    (one,) = suggest(store)
    assert (one.head.id, one.other.id, one.score) == ("map", "maximum a posteriori", 0.333)
    put(store, *(defining(id_, "mutual alignment protocol") for id_ in "efgh"))
    assert found(store) == {("map", "mutual alignment protocol"): "initials"}
    put(store, *(defining(f"x{i}", "many airports planned") for i in range(5)))
    assert suggest(store) == []  # none of them is what most mean


def test_an_acronym_that_is_spelled_out_is_left_alone(store: Store) -> None:
    defined = paper("a", Say("GNN", name="graph neural network"), defines=[("graph neural network", "GNN")])
    put(store, defined, paper("b", "GNN", "gated neural network"))
    assert found(store) == {}


def test_concepts_of_two_types_are_less_likely_one(store: Store) -> None:
    put(store, paper("a", "optimisation", Say("WordNet", "Dataset"), "diffusion"))
    put(store, paper("b", Say("optimization", "Task"), "word net", Say("diffusion model", "Task")))
    assert found(store) == {
        ("optimisation", "optimization"): "British and American spelling; of two types",
        ("word net", "wordnet"): "the same letters without hyphens and spaces; of two types",
    }
    put(store, paper("c", "modelling"), paper("d", "modeling"))
    assert suggest(store)[0].other.id == "modelling"


def test_two_abbreviations_that_are_defined_differently(store: Store) -> None:
    def paper(id_: str, long: str, short: str) -> Tagged:
        return keyed(id_, Say(short, name=fold(long)), defines=[(long, short)])

    put(store, paper("a", "geometry enhanced field", "Gener-F"), paper("b", "generative field", "GenerF"))
    (one,) = suggest(store)
    assert one.reasons[-1] == "defined in two ways"
    assert one.score < 0.7


def test_the_head_is_what_a_merge_would_make(store: Store) -> None:
    curated = Curated([Alias("u shaped network", "voxelnet", "test")])
    put(store, paper("a", "Voxel-Net"), paper("b", "VoxelNet", "U-shaped network"), curated=curated)
    (one,) = suggest(store, curated=curated)
    assert (one.head.id, one.other.id) == ("voxelnet", "voxel net")
    store.write(lambda writer: decide(writer, decision("same", ["voxel net", "voxelnet"]), curated))
    namings: Mapping[str, str] = store.read(
        lambda r: {n: x.concept for n, x in r.namings(["voxel net", "voxelnet"]).items()}
    )
    assert set(namings.values()) == {one.head.id}
