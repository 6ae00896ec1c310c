"""Records in, papers and concepts out: what must hold whatever the order and however often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, replace
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.add import Outcome, Untagged, add, delete, forget_records, plan_for, text_of
from graph.curated import Alias, Curated
from graph.dump import dump
from graph.records import Paper, Record, Source, Tagged, Tags
from graph.store import Naming, Store, Writer
from graph.works import first_id, merge
from tests.graph.store.builders import Say, tagged
from tests.graph.store.conftest import Fresh

MODEL = "tagger 1"
NO_ALIASES = Curated()


def put(
    store: Store, *papers: Tagged, curated: Curated = NO_ALIASES, alive: Sequence[Source] = (), model: str = MODEL
) -> Outcome:
    tags = {text_of(merge("x", [r])): replace(p.tags, model=model) for p in papers for r in p.paper.records}
    records = [record for paper in papers for record in paper.paper.records]
    return store.write(lambda writer: add(writer, records, tags, model, curated, alive=alive))


def dumped(store: Store) -> str:
    return "".join(dump(store))


def keyed(id_: str, *says: Say | str, **more: object) -> Tagged:
    """A paper whose record gives its id."""
    one = tagged(id_, *says, **more)  # type: ignore[arg-type]
    return with_records(one, [replace(one.paper.records[0], key=id_)])


def with_records(one: Tagged, records: list[Record]) -> Tagged:
    return Tagged(merge(one.paper.id, records), one.tags)


def moved(one: Tagged, sha256: str, name: str = "000_page.txt", position: str | None = None) -> Tagged:
    """The same paper read from another file."""
    (record,) = one.paper.records
    return with_records(one, [replace(record, source=Source(name, sha256), position=position or record.position)])


def namings(store: Store, *names: str) -> dict[str, str]:
    found: dict[str, Naming] = store.read(lambda reader: reader.namings(names))
    return {name: naming.concept for name, naming in found.items()}


def papers(store: Store) -> list[Paper]:
    return store.read(lambda reader: list(reader.papers(reader.paper_ids()).values()))


def test_again_changes_nothing(store: Store) -> None:
    batch = [tagged("a", "BERT"), tagged("b", "SQuAD")]
    assert astuple(put(store, *batch))[:3] == (2, 0, 0)
    before, revision = dumped(store), store.read(lambda reader: reader.revision())
    assert astuple(put(store, *batch))[:3] == (0, 0, 2)
    assert (dumped(store), store.read(lambda reader: reader.revision())) == (before, revision)


def test_what_lacks_tags_is_asked_for_and_nothing_is_written(store: Store) -> None:
    one = tagged("a", "BERT")
    with pytest.raises(Untagged) as lacking:
        store.write(lambda writer: add(writer, one.paper.records, {}, MODEL, NO_ALIASES))
    assert lacking.value.texts == [text_of(one.paper)]
    assert papers(store) == []


def test_another_model_tags_again(store: Store) -> None:
    put(store, tagged("a", "BERT"))
    outcome = put(store, tagged("a", "BERT"), model="tagger 2")
    assert outcome.changed == 1
    assert store.read(lambda reader: set(reader.models(reader.paper_ids()).values())) == {"tagger 2"}


def test_with_and_without_title_is_one_paper(store: Store) -> None:
    text = "We study how humans and objects interact in space and time, and learn it from images."
    bare = Record(Source("a.txt", "1" * 64), "a-000", None, text)
    titled = Record(Source("b.txt", "2" * 64), "b-000", "On Interaction", text.replace(" ", "  "))
    tags = {text_of(merge("x", rows)): tagged("x").tags for rows in ([bare], [bare, titled], [titled])}
    for record in (bare, titled):
        store.write(lambda writer, record=record: add(writer, [record], tags, MODEL, NO_ALIASES))  # type: ignore[misc]
    (paper,) = papers(store)
    assert paper.title == "On Interaction"
    assert len(paper.records) == 2


def test_a_changed_record_replaces_exactly_itself(store: Store) -> None:
    old = [keyed("a", "BERT"), keyed("b", "SQuAD")]
    put(store, *old)
    new = [moved(keyed("a", "GPT"), "b" * 64), moved(old[1], "b" * 64)]
    put(store, *new)
    with_changes = dumped(store)
    assert "BERT" not in with_changes
    for paper in ("a", "b"):
        store.write(lambda writer, paper=paper: delete(writer, [paper], NO_ALIASES))  # type: ignore[misc]
    put(store, *new)
    assert dumped(store) == with_changes


def test_an_untitled_text_that_was_mended_keeps_its_id(store: Store) -> None:
    one = tagged("a", "BERT", "SQuAD", "GPT")
    put(store, one)
    (id_,) = store.read(lambda reader: reader.paper_ids())
    mended = moved(tagged("a", "BERT", "SQuAD", "GPT", "C4"), "b" * 64)
    assert put(store, mended).changed == 1
    assert store.read(lambda reader: reader.paper_ids()) == [id_]


def test_a_line_put_in_before_others_moves_them_and_loses_none(store: Store) -> None:
    one = tagged("a", "BERT", "SQuAD", "GLUE", position="000-000")
    two = tagged("b", "Markov chain", position="000-001")
    put(store, one, two)
    first = tagged("c", "ImageNet", "ResNet", "CIFAR", position="000-000")
    put(store, *(moved(p, "b" * 64, position=f"000-00{i}") for i, p in enumerate((first, one, two))))
    assert len(papers(store)) == 3
    assert {r.source.sha256 for p in papers(store) for r in p.records} == {"b" * 64}


def test_a_text_that_comes_back_does_not_join_the_paper_that_left_it(store: Store) -> None:
    """The id stays with the paper that was mended; the old text is a paper of its own, and they never merge."""
    one = tagged("a", "BERT", "SQuAD", "GPT")
    put(store, one)
    put(store, moved(tagged("a", "BERT", "SQuAD", "GPT", "C4"), "b" * 64))
    put(store, moved(one, "c" * 64, "other.txt"))
    assert sorted((paper.id, len(paper.records)) for paper in papers(store)) == [
        (first_id(one.paper.records[0]), 1),
        (first_id(one.paper.records[0]) + "-2", 1),
    ]


def test_files_of_one_name_in_two_folders_do_not_eat_each_other(store: Store) -> None:
    alive = [Source("x.txt", "1" * 64), Source("x.txt", "2" * 64)]
    one = moved(tagged("a", "BERT"), "1" * 64, "x.txt", "x-000")
    two = moved(tagged("a", "BERT"), "2" * 64, "x.txt", "x-000")
    for _ in range(2):
        put(store, one, alive=alive)
        put(store, two, alive=alive)
    (paper,) = papers(store)
    assert [record.source for record in paper.records] == alive
    assert store.read(lambda reader: reader.revision()) == 2


def test_an_id_that_another_paper_has_is_refused_with_a_hint(store: Store) -> None:
    put(store, keyed("1", "BERT"))
    outcome = put(store, moved(keyed("1", "Markov chain", "Ising model"), "b" * 64, "other.jsonl"))
    (refused,) = outcome.refused
    assert "another paper" in refused.reason
    assert "--id-prefix" in refused.hint
    assert len(papers(store)) == 1


def test_a_source_that_no_longer_holds_a_record(store: Store) -> None:
    put(store, tagged("a", "BERT"), tagged("b", "SQuAD"))
    (source,) = {record.source for paper in papers(store) for record in paper.records}
    ids = store.read(lambda reader: reader.paper_ids())
    assert store.write(lambda writer: forget_records(writer, source, ids, NO_ALIASES)) == 2
    assert papers(store) == []
    assert store.read(lambda reader: reader.concept_ids()) == []


_CONCEPTS = st.sampled_from(
    [
        ("BERT", "", ()), ("SQuAD", "", ()), ("VAE", "", ()), ("MAP", "", ()), ("FL", "", ()),
        ("federated learning", "", ()),
        ("VAE", "variational autoencoder", (("Variational Autoencoder", "VAE"),)),
        ("MAP", "mean average precision", (("Mean Average Precision", "MAP"),)),
        ("MAP", "maximum a posteriori", (("Maximum A Posteriori", "MAP"),)),
        ("FL", "federated learning", (("Federated Learning", "FL"),)),
        ("FL", "fuzzy logic", (("Fuzzy Logic", "FL"),)),
        ("PaLM", "", ()), ("PALM", "", ()), ("PaLM", "own", ()), ("PALM", "own", ()), ("HINT", "own", ()),
        ("VAE", "own", ()), ("Vae", "", ()),
        ("GPT-4", "", ()), ("GPT4", "", ()), ("GPT-4", "own", ()), ("gPT4", "own", ()), ("pre-training", "", ()),
        ("pretraining", "", ()), ("pretraining", "unsupervised pretraining", (("Unsupervised Pretraining", "UP"),)),
        ("unsupervised pre-training", "", ()),
        ("GPT4", "generic thing 4", (("Generic Thing 4", "GPT4"),)),
        ("gPT-4", "great thing", (("Great Thing", "gPT-4"),)),
    ]
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_CONCEPTS, min_size=1, max_size=9), st.data())
def test_order_and_detours_do_not_matter(
    fresh: Fresh, rows: list[tuple[str, str, tuple[tuple[str, str], ...]]], data: st.DataObject
) -> None:
    """One by one in any order, with others added and deleted on the way, gives the same as all at once."""
    made = [
        keyed(
            f"p{i}",
            f"thing {i}",
            Say(form, role="own") if name == "own" else Say(form, name=name),
            defines=defines,
            position=f"000-{i}",
        )
        for i, (form, name, defines) in enumerate(rows)
    ]
    with fresh() as store:
        put(store, *made)
        wanted = dumped(store), everything_derived(store)
    extra = data.draw(st.lists(st.integers(0, len(made) - 1), unique=True))
    with fresh() as store:
        for i in data.draw(st.permutations(range(len(made)))):
            put(store, made[i])
        store.write(lambda writer: delete(writer, [f"p{i}" for i in extra], NO_ALIASES))
        for i in extra:
            put(store, made[i])
        assert (dumped(store), everything_derived(store)) == wanted


def everything_derived(store: Store) -> object:
    return store.read(
        lambda reader: (
            reader.concepts(reader.concept_ids(limit=999)),
            reader.names_of(reader.concept_ids(limit=999)),
            reader.holdings(reader.paper_ids()),
            reader.norms(reader.paper_ids()),
        )
    )


def raw(store: Store, *records: Record, together: bool = True) -> None:
    """Records as they come, without tags, in one batch or one by one."""
    for batch in [records] if together else [[record] for record in records]:

        def work(writer: Writer, batch: Sequence[Record] = batch) -> Outcome:
            texts = dict.fromkeys(plan_for(writer, batch).untagged("m", {}), Tags("m"))
            return add(writer, batch, texts, "m", NO_ALIASES)

        store.write(work)


def said(store: Store) -> list[list[tuple[str | None, str | None]]]:
    return sorted([(r.title, r.abstract) for r in paper.records] for paper in papers(store))


TEXTS = [
    "We study how graphs are rewritten by local rules and prove that the process ends for all finite inputs.",
    "Galaxies form in halos of dark matter whose mass decides on the colour of the stars that they hold.",
    "A corpus of spoken dialogues is presented with turns aligned to gestures of both of the speakers.",
]


def at(n: int, abstract: str | None, sha256: str = "1", name: str = "f.jsonl", **more: object) -> Record:
    return Record(Source(name, sha256 * 64), f"f-{n:03d}", abstract=abstract, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "records",
    [
        [
            at(0, "This paper has been withdrawn.", title="On graphs"),
            at(1, "This paper has been withdrawn.", title="On dust"),
        ],
        [at(0, "提出一种基于图神经网络的推荐方法。"), at(1, "研究蛋白质折叠的动力学。")],
        [at(0, None, title="Editorial", doi="10.1/a"), at(1, None, title="Editorial", doi="10.1/b")],
        [at(0, None, title="???"), at(1, None, title="∞ + ∞")],
    ],
    ids=["withdrawn", "not Latin", "editorials", "marks only"],
)
def test_texts_that_say_nothing_do_not_merge_papers(store: Store, records: list[Record]) -> None:
    raw(store, *records)
    assert len(papers(store)) == 2


@pytest.mark.parametrize("together", [True, False], ids=["one batch", "one by one"])
def test_a_moved_id_takes_no_other_work_along(store: Store, together: bool) -> None:
    """A file that counts its papers gets a line on top; another file holds one of the texts too."""
    raw(store, at(0, TEXTS[0], name="other.jsonl"))
    raw(store, *(at(n, text, key=str(n)) for n, text in enumerate(TEXTS[:2])), together=together)
    raw(store, *(at(n, text, "2", key=str(n)) for n, text in enumerate([TEXTS[2], *TEXTS[:2]])), together=together)
    assert {frozenset(text for _, text in rows) for rows in said(store)} == {frozenset([text]) for text in TEXTS}


def test_a_paper_that_left_its_text_is_never_written_over(store: Store) -> None:
    mended = [TEXTS[0] + end for end in ("", " Code is there.", " Data too.")]
    raw(store, at(0, mended[0]), at(0, mended[1], "2"), together=False)
    raw(store, at(0, mended[0], name="g.jsonl"), at(0, mended[2], "2", name="g.jsonl"), together=False)
    raw(store, at(0, mended[0], name="h.jsonl"))
    assert {text for rows in said(store) for _, text in rows} == {*mended}
    assert len(papers(store)) == 3


def test_a_curated_head_is_not_taken_over_by_one_definition(store: Store) -> None:
    curated = Curated([Alias("bert base", "bert", "test")])
    long = "bayesian ensemble regression tree"
    defined = tagged("b", Say("BERT", name=long), defines=[("Bayesian Ensemble Regression Trees", "BERT")])
    put(store, tagged("a", "BERT"), defined, curated=curated)
    assert namings(store, "bert", long) == {"bert": "bert", long: long}


def test_a_name_that_becomes_contested_is_settled_for_all(fresh: Fresh) -> None:
    long = "stacked attention reader"
    made = [
        keyed("a", Say("STAR", role="own", name=long), defines=[("Stacked Attention Reader", "STAR")]),
        keyed("b", "thing b", Say("STaR", role="own")),
        keyed("c", "thing c", "STaR"),
    ]
    results = []
    for order in permutations(made):
        with fresh() as store:
            for paper in order:
                put(store, paper)
            results.append((dumped(store), everything_derived(store)))
    assert all(result == results[0] for result in results)
