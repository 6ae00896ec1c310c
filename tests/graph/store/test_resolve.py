"""Which names are one concept, by definitions, curated aliases and spelling, as papers come and go."""

from __future__ import annotations

import pytest

from graph.add import delete
from graph.curated import Alias, Curated
from graph.fold import fold
from graph.store import Store
from tests.graph.store.builders import Say, tagged
from tests.graph.store.test_add import NO_ALIASES, namings, papers, put


def test_an_abbreviation_that_all_define_alike_is_the_same_concept(store: Store) -> None:
    put(store, tagged("a", Say("VAE", name="variational autoencoder"), defines=[("Variational Autoencoder", "VAE")]))
    put(store, tagged("b", "VAE"))
    assert namings(store, "vae", "variational autoencoder") == dict.fromkeys(
        ("vae", "variational autoencoder"), "variational autoencoder"
    )
    assert (
        store.read(lambda reader: reader.concepts(["variational autoencoder"])["variational autoencoder"].papers) == 2
    )


def test_few_definitions_do_not_speak_for_many_papers(store: Store) -> None:
    long = "self distillation loss"
    meant = [
        tagged(f"d{n}", Say("DINO", name=long), defines=[("self distillation loss", "DINO")], title=f"Loss {n}")
        for n in range(2)
    ]
    put(store, meant[0])
    for n in range(5):
        put(store, tagged(f"u{n}", "DINO", f"ResNet {n}"))
        assert namings(store, "dino") == {"dino": long if n < 3 else "dino"}
    put(store, meant[1])
    assert namings(store, "dino") == {"dino": long}, "two that agree speak for more"
    assert len(store.read(lambda reader: reader.papers_of(long))) == 7
    gone = [one.id for one in papers(store) if one.title == "Loss 1"]
    store.write(lambda writer: delete(writer, gone, NO_ALIASES))
    assert namings(store, "dino") == {"dino": "dino"}


def test_a_definition_does_not_speak_for_a_paper_that_proposes_a_thing_by_that_name(store: Store) -> None:
    long = "shadow contrastive learning"
    meant = [
        tagged(
            f"d{n}", Say("SCOTCH", name=long), defines=[("shadow contrastive learning", "SCOTCH")], title=f"Loss {n}"
        )
        for n in range(2)
    ]
    put(store, meant[0], tagged("user", "SCOTCH", "ResNet"))
    assert namings(store, "scotch") == {"scotch": long}
    put(store, tagged("other", Say("SCOTCH", role="own"), "BERT"))
    assert namings(store, "scotch") == {"scotch": "scotch"}
    put(store, meant[1])
    assert namings(store, "scotch") == {"scotch": long}, "two against one: that may be a mistake about a role"


def test_one_definition_does_not_speak_for_a_word_in_other_capitals(store: Store) -> None:
    long = "task specific adapter"
    put(store, tagged("a", Say("TSA", name=long), defines=[("task specific adapter", "TSA")]))
    put(store, tagged("b", "Tsa", "ResNet"))
    assert namings(store, "tsa") == {"tsa": "tsa"}
    put(store, tagged("c", "TSA", "TSAs"))
    assert namings(store, "tsa") == {"tsa": long}


@pytest.mark.parametrize(("short", "used"), [("VGRX", "VGRX dataset"), ("GFlowNets", "GFlowNet")])
def test_what_stands_behind_a_name_makes_no_other_capitals(store: Store, short: str, used: str) -> None:
    put(store, tagged("a", Say(short, "Dataset", name="some long form"), defines=[("some long form", short)]))
    put(store, tagged("b", Say(used, "Dataset", name=fold(short)), "ResNet"))
    assert namings(store, fold(short)) == {fold(short): "some long form"}


def test_a_data_set_is_not_what_its_abbreviation_means_elsewhere(store: Store) -> None:
    long = "exponential time hypothesis"
    put(store, tagged("a", Say("ETH", "Task", name=long), defines=[("exponential time hypothesis", "ETH")]))
    put(store, tagged("b", Say("ETH", "Method"), "ResNet"))
    assert namings(store, "eth") == {"eth": long}, "methods and tasks are easily mistaken"
    put(store, tagged("c", Say("ETH", "Dataset"), Say("ETH", "Dataset")))
    assert namings(store, "eth") == {"eth": "eth"}


def test_an_abbreviation_with_two_readings_stays_apart_until_one_goes(store: Store) -> None:
    put(store, tagged("a", Say("MAP", name="mean average precision"), defines=[("Mean Average Precision", "MAP")]))
    put(store, tagged("b", Say("MAP", name="maximum a posteriori"), defines=[("Maximum A Posteriori", "MAP")]))
    put(store, tagged("c", "MAP"))
    assert namings(store, "map") == {"map": "map"}
    gone = store.read(lambda reader: reader.papers_of("maximum a posteriori"))
    store.write(lambda writer: delete(writer, gone, NO_ALIASES))
    assert namings(store, "map") == {"map": "mean average precision"}
    assert namings(store, "maximum a posteriori") == {}


def test_a_curated_alias_joins_and_a_definition_in_the_paper_overrules_it(store: Store) -> None:
    curated = Curated([Alias("cnn", "convolutional neural network", "test")])
    put(store, tagged("a", "CNN"), tagged("b", "Convolutional Neural Networks"), curated=curated)
    put(
        store,
        tagged("c", Say("CNN", name="cellular neural network"), defines=[("Cellular Neural Network", "CNN")]),
        curated=curated,
    )
    assert namings(store, "cnn") == {"cnn": "convolutional neural network"}
    assert len(store.read(lambda reader: reader.papers_of("convolutional neural network"))) == 2
    assert len(store.read(lambda reader: reader.papers_of("cellular neural network"))) == 1


def test_the_same_words_written_together_and_apart_are_one(store: Store) -> None:
    put(store, tagged("a", "multi-modal models", "ResNet50", Say("ScanNetV2", "Dataset")))
    put(
        store,
        tagged(
            "b", "multimodal model", "Multimodal model", "multimodal model", "ResNet-50", Say("ScanNet v2", "Dataset")
        ),
        tagged("c", "ResNet-101"),
    )
    assert namings(store, "multimodal model", "resnet50", "scannetv2") == {
        "multimodal model": "multi modal model",
        "resnet50": "resnet 50",
        "scannetv2": "scannet v2",
    }
    assert (
        store.read(lambda reader: reader.concepts(["multi modal model"])["multi modal model"].name)
        == "multimodal model"
    )
    rules = store.read(lambda reader: reader.namings(["resnet50", "resnet 50"]))
    assert {name: naming.rule for name, naming in rules.items()} == {"resnet50": "spelling", "resnet 50": "same"}
    assert len(store.read(lambda reader: reader.papers_of("resnet 50"))) == 2
    (gone,) = (one.id for one in papers(store) if "ResNet-50" in (one.abstract or ""))
    store.write(lambda writer: delete(writer, [gone], NO_ALIASES))
    assert namings(store, "resnet50", "resnet 50") == {"resnet50": "resnet50"}


@pytest.mark.parametrize("other", ["MT3", "MT-3"])
def test_a_short_form_is_one_however_it_is_written(store: Store, other: str) -> None:
    """Its definitions and uses count together: where they are at odds, none of them joins it to a long form."""
    long = "mutual teaching 3"
    name = fold(other)
    put(store, tagged("a", Say("MT3", name=long), defines=[("mutual teaching 3", "MT3")]))
    put(store, tagged("b", other, "ResNet"))
    assert {*namings(store, "mt3", name).values()} == {long}, "the id is the long form"
    for n in range(3):
        put(store, tagged(f"u{n}", other, f"Net{n}"))
    assert set(namings(store, name)) == {name}
    assert namings(store, name) == {name: name}, "one definition speaks for three papers"
    put(store, tagged("c", Say("MT3", name=long), "BERT", defines=[("mutual teaching 3", "MT3")]))
    assert namings(store, name) == {name: long}
    put(store, tagged("d", Say(other, name="multi track 3"), defines=[("multi track 3", other)]))
    assert namings(store, name, long, "multi track 3") == {name: name, long: long, "multi track 3": "multi track 3"}


def test_a_proposal_in_another_spelling_is_one(store: Store) -> None:
    put(store, tagged("a", Say("SCT2", name="shadow training 2"), defines=[("shadow training 2", "SCT2")]))
    put(store, tagged("b", Say("SCT-2", role="own"), "BERT"))
    assert namings(store, "sct 2", "shadow training 2") == {"sct 2": "sct 2", "shadow training 2": "shadow training 2"}


def test_spellings_that_a_definition_and_a_proposal_set_apart(store: Store) -> None:
    put(store, tagged("a", Say("gPT4", name="generic pixel thing"), defines=[("generic pixel thing", "gPT4")]))
    put(store, tagged("b", Say("GPT-4", role="own")), tagged("c", "GPT4", "BERT"))
    assert namings(store, "gpt4", "gpt 4") == {"gpt4": "gpt4", "gpt 4": "gpt 4"}


def test_a_long_form_is_one_however_it_is_written(store: Store) -> None:
    put(store, tagged("a", Say("XTL", name="multi task learning"), defines=[("multi-task learning", "XTL")]))
    put(store, tagged("b", Say("XTL", name="multitask learning"), "BERT", defines=[("multitask learning", "XTL")]))
    put(store, tagged("c", "XTL"))
    assert {*namings(store, "xtl", "multi task learning", "multitask learning").values()} == {"multi task learning"}


def test_words_that_two_papers_propose_for_different_things_stay_apart(store: Store) -> None:
    """As one name would that they both write alike."""
    put(store, tagged("a", Say("SceneNet2", "Dataset", "own"), "BERT"), tagged("b", Say("SceneNet-2", "Method", "own")))
    assert namings(store, "scenenet2", "scenenet 2") == {"scenenet2": "scenenet2", "scenenet 2": "scenenet 2"}
    gone = store.read(lambda reader: reader.papers_of("scenenet2"))
    store.write(lambda writer: delete(writer, gone, NO_ALIASES))
    put(store, tagged("c", "SceneNet2", "ResNet"))
    assert namings(store, "scenenet2") == {"scenenet2": "scenenet 2"}
