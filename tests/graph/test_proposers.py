from __future__ import annotations

import pytest

from graph.proposers import Proposal, contested, defines, folded, plain, proposal, qualified, typed
from graph.records import Mention, Place, Role, Type


def mention(
    form: str, kind: Type = "Method", role: Role = "own", *, name: str = "", confidence: float = 0.9
) -> Mention:
    folded_name = name or form.lower().replace("-", " ")
    return Mention(
        Place("abstract", 0, len(form), 0, len(form)), form, form, folded_name, kind, role, confidence, False, "t"
    )


@pytest.mark.parametrize("form", ["STaR", "HINT", "HOI-M3", "word2vec", "PaLM"])
def test_a_proper_name_of_ones_own_is_proposed(form: str) -> None:
    assert proposal("p", mention(form)) is not None


@pytest.mark.parametrize(
    "one",
    [
        mention("Human-in-the-Loop"), mention("Q-Learning"), mention("attention"), mention("Star"),
        mention("STaR", role="used"), mention("STaR", "Task"), mention("STaR", confidence=0.4),
        mention("STAR", name="stacked attention reader"),
    ],
)  # fmt: skip
def test_what_proposes_nothing(one: Mention) -> None:
    assert proposal("p", one) is None


def rows(*said: tuple[str, str, Type]) -> list[Proposal]:
    return [found for paper, form, kind in said if (found := proposal(paper, mention(form, kind)))]


def test_other_capitals_or_another_type_contest_a_name() -> None:
    assert contested(rows(("a", "STAR", "Method"), ("b", "STaR", "Method"))) == {"star"}
    assert contested(rows(("a", "HINT", "Method"), ("b", "HINT", "Dataset"))) == {"hint"}
    assert contested(rows(("a", "STAR", "Method"), ("b", "STAR", "Method"), ("b", "STARs", "Method"))) == set()
    assert contested(rows(("a", "STAR", "Method"), ("a", "STaR", "Method"))) == set(), "one paper is at odds with none"
    assert contested(rows(("a", "CoNet", "Method"), ("b", "CoNet", "Method"), ("b", "CONET", "Method"))) == set()


def test_a_definition_contests_a_proposal_of_other_capitals_and_no_definition() -> None:
    star = defines("a", "star", "STAR")
    assert contested([star, *rows(("b", "STaR", "Method"))]) == {"star"}
    assert contested([star, *rows(("b", "STAR", "Method"))]) == set()
    assert contested([star, defines("b", "star", "STaR")]) == set()


def test_the_paper_stands_behind_the_name() -> None:
    name = qualified("star", "10.1000/A-b")
    assert plain(name) == "star"
    assert folded("STaR ⟨10.1000/A-b⟩") == name
    assert folded("Diffusion Models") == "diffusion model"
    ids = ["dataset", "paper dataset", "paper paper dataset", "Dataset", "paper"]
    assert len({typed("star", "Dataset"), *(qualified("star", id_) for id_ in ids)}) == 6
