"""What a decision is, when two are one, and which cannot stand together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.decisions import KINDS, Contradiction, Decision, Kind, check, decision
from graph.errors import UsageError


@pytest.mark.parametrize("kind", ["same", "different", "reject-link"])
def test_a_pair_has_no_order(kind: Kind) -> None:
    one, other = decision(kind, ["b", "a"]), decision(kind, ("a", "b"))
    assert one == other == Decision(kind, ("a", "b"))
    assert one.id == other.id


def test_numbers_are_written_plainly() -> None:
    assert decision("reject-mention", ["p", "title", "007", "12"]).subject == ("p", "title", "7", "12")


def test_a_value_is_kept_only_where_it_says_something() -> None:
    assert decision("shown", ["bert"], value=" BERT ").value == "BERT"
    assert decision("type", ["bert"], value="Method").value == "Method"
    assert decision("block", ["bert"], value="BERT") == decision("block", ["bert"])


def test_an_id_is_what_is_decided_and_not_who_when_or_why() -> None:
    one = decision("same", ["a", "b"], who="Ada", when="2024-01-01T00:00:00Z", why="alike")
    assert one.id == decision("same", ["b", "a"]).id
    assert (one.who, one.when, one.why) == ("Ada", "2024-01-01T00:00:00Z", "alike")
    assert len(one.id) == 12
    assert set(one.id) <= set("0123456789abcdef")


def test_different_things_have_different_ids() -> None:
    every = [
        decision("same", ["a", "b"]),
        decision("different", ["a", "b"]),
        decision("reject-link", ["a", "b"]),
        decision("same", ["a", "bc"]),
        decision("same", ["ab", "c"]),
        decision("shown", ["a"], value="b"),
        decision("shown", ["a"], value="B"),
        decision("type", ["a"], value="Task"),
        decision("type", ["a"], value="Method"),
        decision("generic", ["a"]),
        decision("specific", ["a"]),
        decision("block", ["a"]),
        decision("reject-mention", ["a", "title", "1", "23"]),
        decision("reject-mention", ["a", "title", "12", "23"]),
        decision("block", ["\ud800"]),
    ]
    assert len({one.id for one in every}) == len(every)


@pytest.mark.parametrize(
    ("kind", "subject", "value", "why"),
    [
        ("same", ["a"], "", "two names"),
        ("same", ["a", ""], "", "two names"),
        ("different", ["a", "b", "c"], "", "two names"),
        ("reject-link", [], "", "two papers"),
        ("same", ["a", "a"], "", "one name"),
        ("different", ["a", "a"], "", "one name"),
        ("block", ["a", "b"], "", "one name"),
        ("generic", [""], "", "one name"),
        ("shown", ["a"], "", "a value"),
        ("shown", ["a"], "  ", "a value"),
        ("type", ["a"], "", "a value"),
        ("type", ["a"], "Metric", "no type"),
        ("reject-mention", ["p", "title", "3"], "", "start and end"),
        ("reject-mention", ["p", "venue", "3", "5"], "", "no place"),
        ("reject-mention", ["p", "title", "5", "3"], "", "no place"),
        ("reject-mention", ["p", "title", "-1", "3"], "", "no place"),
        ("reject-mention", ["p", "title", "x", "y"], "", "no place"),
        ("merge", ["a"], "", "no kind"),
    ],
)
def test_what_makes_no_sense(kind: Kind, subject: list[str], value: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        decision(kind, subject, value=value)


def same(*names: str) -> Decision:
    return decision("same", names)


def by_type(name: str, kind: str) -> Decision:
    return decision("by-type", [name], value=kind)


def different(*names: str) -> Decision:
    return decision("different", names)


def shown(name: str, value: str) -> Decision:
    return decision("shown", [name], value=value)


def typed(name: str, value: str) -> Decision:
    return decision("type", [name], value=value)


def generic(name: str) -> Decision:
    return decision("generic", [name])


def specific(name: str) -> Decision:
    return decision("specific", [name])


AGAINST = [
    ([same("a", "b")], different("a", "b")),
    ([same("a", "b"), same("b", "c")], different("a", "c")),
    ([same("a", "b"), different("a", "c")], same("b", "c")),
    ([same("a", "b"), same("c", "d"), different("a", "d")], same("b", "c")),
    ([same("a", "b"), same("b", "a ⟨task⟩")], by_type("a", "Task")),
    ([shown("a", "A")], shown("a", "AA")),
    ([typed("a", "Task")], typed("a", "Method")),
    ([generic("a")], specific("a")),
    ([shown("a", "A"), same("a", "b")], shown("b", "B")),
    ([typed("a", "Task"), same("a", "b"), same("b", "c")], typed("c", "Method")),
    ([generic("a"), same("a", "b")], specific("b")),
    ([shown("a", "A"), shown("b", "B")], same("a", "b")),
    ([typed("a", "Task"), typed("b", "Method")], same("a", "b")),
    ([generic("a"), specific("b")], same("a", "b")),
    ([generic("a"), specific("c"), same("a", "b")], same("b", "c")),
]


@pytest.mark.parametrize(("older", "last"), AGAINST)
def test_contradictions_whichever_comes_last(older: list[Decision], last: Decision) -> None:
    every = [*older, last]
    for one in every:
        others = [other for other in every if other != one]
        with pytest.raises(Contradiction) as refused:
            check(others, one)
        assert any(other.id in refused.value.message for other in others)
        assert refused.value.hint.startswith("Undo")
        check([], one)
    for missing in every:
        accept([one for one in every if one != missing])


def test_a_contradiction_names_what_it_contradicts() -> None:
    older = shown("bert", "BERT")
    with pytest.raises(Contradiction) as refused:
        check([same("a", "b"), older], shown("bert", "Bert"))
    assert refused.value.message == f"shown 'bert' as 'Bert' contradicts shown 'bert' as 'BERT' ({older.id})"


@pytest.mark.parametrize(
    "together",
    [
        [same("a", "b"), same("b", "a")],
        [same("a", "b"), different("a", "c"), different("b", "d"), same("c", "d")],
        [typed("a", "Task"), typed("b", "Task"), same("a", "b")],
        [by_type("a", "Task"), by_type("a", "Dataset"), typed("a", "Task"), same("a ⟨task⟩", "b")],
        [typed("a", "Task"), typed("b", "Method"), different("a", "b")],
        [shown("a", "X"), shown("b", "X"), same("a", "b")],
        [shown("a", "A"), typed("a", "Task"), generic("a"), decision("block", ["a"])],
        [generic("a"), specific("b")],
        [decision("reject-mention", ["a", "title", "1", "2"]), decision("reject-mention", ["a", "title", "1", "3"])],
        [decision("reject-link", ["a", "b"]), same("a", "b")],
    ],
)
def test_what_can_stand_together(together: list[Decision]) -> None:
    accept(together)
    accept(together[::-1])


def accept(decisions: Iterable[Decision]) -> None:
    """Take them one by one, each of them twice."""
    taken: list[Decision] = []
    for one in decisions:
        check(taken, one)
        taken.append(one)
        check(taken, one)


def sound(decisions: Sequence[Decision]) -> bool:
    """Whether they can stand together, as the set that they are."""
    concept = {name: name for one in decisions for name in one.subject}
    for one in decisions:
        if one.kind == "same":
            kept, gone = (concept[name] for name in one.subject)
            concept = {name: kept if of == gone else of for name, of in concept.items()}
    for one, other in combinations(decisions, 2):
        if concept[one.subject[0]] == concept[other.subject[0]]:
            if {one.kind, other.kind} == {"generic", "specific"}:
                return False
            if one.kind == other.kind and one.kind in ("shown", "type") and one.value != other.value:
                return False
    return all(len({concept[name] for name in one.subject}) == 2 for one in decisions if one.kind == "different")


NAMES = st.sampled_from("abcde")
PAIRS = st.lists(NAMES, min_size=2, max_size=2, unique=True)
DECISIONS = st.one_of(
    st.builds(decision, st.sampled_from(["same", "different", "reject-link"]), PAIRS),
    st.builds(lambda pair: decision("same", pair), PAIRS),
    st.builds(lambda name, value: decision("shown", [name], value=value), NAMES, st.sampled_from("XY")),
    st.builds(lambda name, value: decision("type", [name], value=value), NAMES, st.sampled_from(["Method", "Task"])),
    st.builds(lambda kind, name: decision(kind, [name]), st.sampled_from(["generic", "specific", "block"]), NAMES),
    st.builds(lambda paper: decision("reject-mention", [paper, "title", "1", "2"]), NAMES),
)


def refused(decisions: Iterable[Decision]) -> bool:
    try:
        accept(decisions)
    except Contradiction:
        return True
    return False


@given(st.lists(DECISIONS, max_size=9), st.data())
def test_the_order_does_not_matter(decisions: list[Decision], data: st.DataObject) -> None:
    """All are taken, in any order, exactly where the set of them is sound."""
    assert refused(decisions) is not sound(decisions)
    assert refused(data.draw(st.permutations(decisions))) is not sound(decisions)


@given(st.lists(DECISIONS, max_size=12))
def test_undoing_what_is_named_makes_way(decisions: list[Decision]) -> None:
    taken: dict[str, Decision] = {}
    for one in decisions:
        while True:
            try:
                check(taken.values(), one)
                break
            except Contradiction as found:
                (named,) = (id_ for id_ in taken if f"({id_})" in found.message)
                del taken[named]
        taken[one.id] = one
        assert sound(list(taken.values()))


def test_all_kinds_are_tried_here() -> None:
    tried = {one.kind for older, last in AGAINST for one in (*older, last)}
    assert set(KINDS) - tried == {"block", "reject-mention", "reject-link"}, "these contradict nothing"
