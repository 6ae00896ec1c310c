"""What a store leaves open, and the reads that say so."""

from __future__ import annotations

from dataclasses import fields

import pytest

from graph.curated import Alias, Curated
from graph.decide import decide
from graph.decisions import Decision, decision
from graph.fold import fold
from graph.generic import GenericNames
from graph.records import Mark, Tagged
from graph.report import Dropped, Report, report
from graph.store import Naming, Store
from tests.graph.store.builders import Say, drop, fill, tagged
from tests.graph.store.test_add import keyed, put

GENERIC = GenericNames({"thing": "generic", "f1": "metric", "unseen": "generic"})
NOT_ENGLISH = (
    "Wir stellen ein Verfahren vor, das Namen in alten Texten findet und dafür nur wenige Beispiele braucht. " * 2
)


def told(store: Store, limit: int = 20) -> Report:
    return store.read(lambda reader: report(reader, GENERIC, limit=limit))


def defining(id_: str, *longs: str, short: str = "CL") -> Tagged:
    """A paper that defines a short form, and mentions all of it."""
    says = [say for long in longs for say in (Say(long), Say(short, name=fold(long)))]
    return keyed(id_, f"Text{id_}", *says, defines=[(long, short) for long in longs])


def conflicts(store: Store, limit: int = 9) -> tuple[int, list[str]]:
    total, rows = store.read(lambda reader: reader.type_conflicts(votes=3, percent=30, limit=limit))
    return total, [row.id for row in rows]


# -- reads ---------------------------------------------------------------------------------------------


def test_papers_are_counted_by_name(store: Store) -> None:
    fill(store, tagged("1", "BERT", "Berts", "GLUE"), tagged("2", "BERT", Say("B", name="bert")), tagged("3", "GLUE"))
    asked = ["bert", "glue", "unknown"]
    assert store.read(lambda reader: reader.paper_counts(asked)) == {"bert": 2, "glue": 2}
    drop(store, "1")
    assert store.read(lambda reader: reader.paper_counts(asked)) == {"bert": 1, "glue": 1}
    assert store.read(lambda reader: reader.paper_counts([])) == {}


def test_short_names_with_more_than_one_reading(store: Store) -> None:
    fill(
        store,
        tagged("1", defines=[("Contrastive Learning", "CL"), ("Contrastive Learning", "CL"), ("Long Form", "LF")]),
        tagged("2", defines=[("contrastive learning", "CL"), ("Active Learning", "AL")]),
        tagged("3", defines=[("Continual Learning", "CL"), ("Automated Logic", "AL"), ("Long Forms", "LF")]),
    )
    two = {
        "al": {"active learning": 1, "automated logic": 1},
        "cl": {"continual learning": 1, "contrastive learning": 2},
    }
    assert store.read(lambda reader: reader.ambiguous()) == two
    assert list(store.read(lambda reader: reader.ambiguous())) == ["al", "cl"]
    assert list(store.read(lambda reader: reader.ambiguous(limit=1))) == ["al"]
    assert list(store.read(lambda reader: reader.ambiguous(after="al"))) == ["cl"]
    assert store.read(lambda reader: reader.ambiguous(after="cl")) == {}
    drop(store, "3")
    assert store.read(lambda reader: reader.ambiguous()) == {}


@pytest.mark.parametrize(
    ("method", "dataset", "task", "found"),
    [(2, 0, 1, True), (7, 0, 3, True), (8, 0, 3, False), (1, 1, 0, False), (1, 1, 1, True), (0, 2, 5, False),
     (0, 3, 6, True), (4, 3, 3, True), (9, 0, 0, False)],
)  # fmt: skip
def test_types_conflict_by_the_share_of_the_second(
    store: Store, method: int, dataset: int, task: int, found: bool
) -> None:
    says = [Say("X")] * method + [Say("X", "Dataset")] * dataset + [Say("X", "Task")] * task
    fill(store, tagged("1", *says))
    assert conflicts(store) == ((1, ["x"]) if found else (0, []))


def test_conflicts_come_with_their_number_those_of_most_papers_first(store: Store) -> None:
    both = (Say("{}", "Task"), Say("{}", "Task"), Say("{}"))
    for id_, names in (("1", "abc"), ("2", "bc"), ("3", "c")):
        fill(store, tagged(id_, *(say._replace(form=name.upper()) for name in names for say in both)))
    assert conflicts(store) == (3, ["c", "b", "a"])
    assert conflicts(store, limit=2) == (3, ["c", "b"])
    store.write(lambda writer: writer.mark({"c": Mark("Task"), "b": Mark(shown="B")}))
    assert conflicts(store) == (2, ["b", "a"]), "a type is decided"
    store.write(lambda writer: writer.hold({"1": ((), 0.0)}))
    assert conflicts(store) == (1, ["b"]), "nor what no paper holds"


# -- the report ----------------------------------------------------------------------------------------


def test_a_store_without_papers_leaves_nothing_open(store: Store) -> None:
    one = told(store)
    names = [field.name for field in fields(one)]
    assert names.pop(0) == "papers"
    assert one.papers == 0
    assert [name for name in names if (getattr(one, name).total, getattr(one, name).rows) != (0, ())] == []


def test_papers_without_concepts_and_texts_that_are_not_english(store: Store) -> None:
    foreign = [tagged(f"{n}", Say(NOT_ENGLISH, name="x")) for n in (7, 3)]
    fill(store, *foreign, tagged("2"), tagged("1", title="Only a title"), tagged("5", "BERT"))
    one = told(store)
    assert (one.papers, one.without_concepts.total, one.without_concepts.rows) == (5, 2, ("1", "2"))
    assert (one.not_english.total, one.not_english.rows) == (2, ("3", "7"))
    assert told(store, limit=1).without_concepts.rows == ("1",)
    assert told(store, limit=1).not_english == type(one.not_english)(2, ("3",))


def test_papers_that_go_by_their_titles_and_those_retracted(store: Store) -> None:
    fill(store, tagged("3", title="A survey"), tagged("1", "BERT"), tagged("4", "BERT", title="RETRACTED: BERT"))
    one = told(store)
    assert (one.without_abstract.total, one.without_abstract.rows) == (1, ("3",))
    assert (one.retracted.total, one.retracted.rows) == (1, ("4",))


def test_an_acronym_is_told_with_its_readings(store: Store) -> None:
    fields = ("Contrastive Learning", "Contrastive Learning", "Continual Learning", "Curriculum Learning")
    put(store, *(defining(f"{n}", long) for n, long in enumerate(fields)), keyed("9", "CL"))
    (one,) = told(store).ambiguous.rows
    assert (one.name, one.form, one.concept, one.papers) == ("cl", "CL", "cl", 4)
    assert [(r.concept.name, r.papers, r.share) for r in one.readings] == [
        ("Contrastive Learning", 2, 0.5), ("Continual Learning", 1, 0.25), ("Curriculum Learning", 1, 0.25),
    ]  # fmt: skip


def test_long_names_of_one_concept_are_one_reading(store: Store) -> None:
    curated = Curated([Alias("graph neural net", "graph neural network", "test")])
    nets = [defining("1", "graph neural nets", short="GNN"), defining("2", "graph neural networks", short="GNN")]
    put(store, *nets, curated=curated)
    assert told(store).ambiguous.total == 0
    put(store, defining("3", "great new notion", short="GNN"), curated=curated)
    (one,) = told(store).ambiguous.rows
    assert [(r.concept.id, r.share) for r in one.readings] == [
        ("graph neural network", 0.6667), ("great new notion", 0.3333),
    ]  # fmt: skip


def test_acronyms_of_most_papers_come_first(store: Store) -> None:
    put(store, defining("1", "one way", "other way", short="ZZ"), defining("2", "one way", short="ZZ"))
    put(store, defining("3", "a way", "b way", short="BB"), defining("4", "c way", "d way", short="AA"))
    assert [(one.name, one.papers) for one in told(store).ambiguous.rows] == [("zz", 3), ("aa", 2), ("bb", 2)]
    cut = told(store, limit=1).ambiguous
    assert (cut.total, [one.name for one in cut.rows]) == (3, ["zz"])


def test_what_is_dropped_is_told_with_the_reason(store: Store) -> None:
    put(store, keyed("1", "things", "F1", "BERT"), keyed("2", "F1"))
    assert told(store).generic.rows == (Dropped("f1", 2, "metric"), Dropped("thing", 1, "generic"))
    assert (told(store, limit=1).generic.total, len(told(store, limit=1).generic.rows)) == (2, 1)
    take(store, decision("specific", ["f1"]))
    assert [row.name for row in told(store).generic.rows] == ["thing"]


def take(store: Store, *decisions: Decision) -> None:
    for one in decisions:
        store.write(lambda writer, one=one: decide(writer, one, Curated()))  # type: ignore[misc]


def test_names_that_people_blocked_or_marked(store: Store) -> None:
    put(store, keyed("1", "BERT", "GLUE"), keyed("2", "BERT"))
    take(store, decision("shown", ["bert"], value="Bert"), decision("type", ["bert"], value="Task"))
    take(store, decision("same", ["bert", "b e r t"]), decision("block", ["glue"]), decision("generic", ["waits"]))
    rows = told(store).decided.rows
    assert [(row.decision.kind, row.decision.subject, row.papers) for row in rows] == [
        ("type", ("bert",), 2), ("shown", ("bert",), 2), ("block", ("glue",), 1), ("generic", ("waits",), 0),
    ]  # fmt: skip
    assert (told(store, limit=2).decided.total, len(told(store, limit=2).decided.rows)) == (4, 2)


def test_hubs_are_concepts_of_three_papers_and_two_in_a_hundred(store: Store) -> None:
    papers = [tagged("0", "A1", "B1", "C1"), tagged("1", "A1", "B1", "C1"), tagged("2", "B1", "A1"), tagged("3", "A1")]
    fill(store, *papers)
    hubs = told(store).hubs
    assert (hubs.total, [(hub.concept.id, hub.share) for hub in hubs.rows]) == (2, [("a1", 1.0), ("b1", 0.75)])
    fill(store, *(tagged(f"x{n:03}") for n in range(180)))
    assert [(hub.concept.id, hub.share) for hub in told(store).hubs.rows] == [("a1", 0.0217)]


def test_hubs_are_counted_over_pages(store: Store) -> None:
    forms = [f"N{n:03}" for n in range(450)]
    fill(store, *(tagged(f"{n}", *forms) for n in range(3)), tagged("9", "other"))
    hubs = told(store).hubs
    assert (hubs.total, len(hubs.rows), hubs.rows[0].concept.id) == (450, 20, "n000")


def test_models_are_told_where_there_is_more_than_one(store: Store) -> None:
    fill(store, tagged("1", model="one"), tagged("2", model="one"))
    assert told(store).models.rows == ()
    fill(store, tagged("3", model="two"), tagged("4", model=""))
    assert told(store).models.rows == (("one", 2), (None, 1), ("two", 1))


def test_a_name_without_a_concept_yet_is_no_reading(store: Store) -> None:
    """As in the middle of a `rebuild`."""
    put(store, defining("1", "one way", short="ZZ"), defining("2", "other way", short="ZZ"))
    store.write(lambda writer: writer.drop_derived())
    assert told(store).ambiguous.total == 0
    store.write(lambda writer: writer.name({"one way": Naming("one way", "same"), "other way": Naming("o", "same")}))
    (one,) = told(store).ambiguous.rows
    assert (one.concept, one.form) == ("zz", "ZZ")
