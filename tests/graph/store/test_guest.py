"""A text that is not in a store has the links that it would have if it were."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.curated import Curated
from graph.decide import decide
from graph.decisions import decision
from graph.guest import links_of
from graph.links import links
from graph.measure import Asked
from graph.records import TYPES, Type
from graph.resolve import find_concept
from graph.store import Store
from tests.benchmarks.generate import papers
from tests.graph.store.builders import Say, fill, tagged


@pytest.mark.parametrize("kinds", [TYPES, ("Dataset",)])
def test_a_text_has_the_links_of_its_twin(store: Store, kinds: tuple[Type, ...]) -> None:
    fill(store, *papers(200, concepts=60))
    (twin,) = store.read(lambda reader: reader.tagged(["g0000007"])).values()
    own = store.read(lambda reader: links(reader, "g0000007", Asked(kinds), limit=10))
    _, found = store.read(lambda reader: links_of(reader, twin, Asked(kinds), limit=11))
    assert own
    assert found[0].there == "g0000007", "it is most like itself"
    assert [replace(link, here="g0000007") for link in found[1:]] == own


def test_what_the_store_does_not_know_links_nothing_and_is_told(store: Store) -> None:
    fill(store, tagged("a", "known", title="A"))
    text = tagged("", Say("known"), Say("unheard of", "Task"))
    before = store.read(lambda reader: (reader.stamp(), reader.counts()))
    concepts, found = store.read(lambda reader: links_of(reader, text))
    assert {one.id for one in concepts} == {"known", "unheard of"}
    assert [(link.there, [shared.concept.id for shared in link.shared]) for link in found] == [("a", ["known"])]
    assert store.read(lambda reader: links_of(reader, tagged("")))[1] == []
    assert store.read(lambda reader: (reader.stamp(), reader.counts())) == before


def test_words_written_together_or_apart_are_the_stores(store: Store) -> None:
    fill(store, tagged("a", "ResNet-50"))
    assert store.read(lambda reader: find_concept(reader, "ResNet50")) == "resnet 50"
    concepts, (link,) = store.read(lambda reader: links_of(reader, tagged("", "ResNet50")))
    assert [one.id for one in concepts] == ["resnet 50"]
    (shared,) = link.shared
    assert [shared.here.evidence.surface, shared.there.evidence.surface] == ["ResNet50", "ResNet-50"]


def test_a_generic_name_is_one_however_it_is_written(store: Store) -> None:
    fill(store, tagged("a", "hyper-parameter", "GPT-9"))
    concepts, _ = store.read(lambda reader: links_of(reader, tagged("", "hyperparameter", "GPT-9")))
    assert [one.id for one in concepts] == ["gpt 9"]


def test_what_a_person_set_apart_is_not_the_other(store: Store) -> None:
    fill(store, tagged("a", "ResNet-50"))
    store.write(lambda writer: decide(writer, decision("different", ("resnet 50", "resnet50")), Curated()))
    concepts, found = store.read(lambda reader: links_of(reader, tagged("", "ResNet50")))
    assert [one.id for one in concepts] == ["resnet50"]
    assert found == []
