"""`concite suggest`: what may be one, to be decided by `merge` or `split`."""

from __future__ import annotations

import pytest

from api.doubts import SuggestionShape
from graph.connect import open_store
from tests.api.cli.conftest import Run
from tests.graph.store.builders import Say
from tests.graph.store.test_add import keyed, put


@pytest.fixture
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with two pairs of concepts that may be one."""
    url = f"sqlite:///{tmp_path_factory.mktemp('suggest') / 'store.db'}"
    store = open_store(url)
    put(store, keyed("a", "masked image modelling", "diffusion", "BERT", Say("CIFAR-10", "Dataset")))
    put(store, keyed("b", "masked image modeling", "diffusion model", "BERTScore", Say("CIFAR-100", "Dataset")))
    store.close()
    return url


SPELLING = {
    "score": 0.96,
    "reasons": ["British and American spelling"],
    "names": ["masked image modeling", "masked image modelling"],
    "head": {"id": "masked image modeling", "name": "masked image modeling", "type": "Method", "papers": 1},
    "other": {"id": "masked image modelling", "name": "masked image modelling", "type": "Method", "papers": 1},
}


def test_as_data(concite: Run, url: str) -> None:
    ran = concite("suggest", "--json", "--store", url)
    assert (ran.code, ran.err) == (0, "")
    assert [(row["head"]["id"], row["other"]["id"]) for row in ran.rows] == [
        ("masked image modeling", "masked image modelling"),
        ("diffusion", "diffusion model"),
    ]
    assert ran.rows[0] == SPELLING
    assert all(SuggestionShape.model_validate(row) for row in ran.rows)
    assert concite("suggest", "--limit", "1", "--json", "--store", url).rows == ran.rows[:1]


def test_of_one_name(concite: Run, url: str) -> None:
    ran = concite("suggest", "Masked Image Modelling", "--json", "--store", url)
    assert (ran.code, ran.rows) == (0, [SPELLING])
    nothing = concite("suggest", "BERT", "--store", url)
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "Nothing found.\n")
    assert concite("suggest", "BERT", "--fail-empty", "--json", "--store", url).code == 5
    unknown = concite("suggest", "no such thing", "--store", url)
    assert (unknown.code, unknown.out) == (5, "")


def test_as_text(concite: Run, url: str) -> None:
    ran = concite("suggest", "--store", url)
    assert ran.code == 0
    assert "0.960" in ran.out
    assert "British and American spelling" in ran.out


@pytest.mark.parametrize("command", ["merge", "split"])
def test_what_is_decided_is_not_suggested_again(concite: Run, url: str, command: str) -> None:
    (row, _) = concite("suggest", "--json", "--store", url).rows
    assert concite(command, row["head"]["id"], row["other"]["id"], "--store", url).code == 0
    assert [one["head"]["id"] for one in concite("suggest", "--json", "--store", url).rows] == ["diffusion"]
    kept = concite("concept", row["head"]["id"], "--json", "--store", url).rows[0]
    assert kept["id"] == row["head"]["id"]


def test_no_store_holds_it(concite: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = f"sqlite:///{tmp_path_factory.mktemp('suggest') / 'empty.db'}"
    open_store(empty).close()
    assert concite("suggest", "--json", "--store", empty).rows == []


def test_of_the_seeds(concite: Run, seeded: str) -> None:
    """Real names: each suggestion is of two concepts and has a reason; none is silly."""
    rows = concite("suggest", "--limit", "500", "--json", "--store", seeded).rows
    assert len(rows) >= 10
    assert all(row["reasons"] and row["head"]["id"] != row["other"]["id"] for row in rows)
    scores = [row["score"] for row in rows]
    assert scores == sorted(scores, reverse=True)
    together = {frozenset((row["head"]["id"], row["other"]["id"])) for row in rows}
    assert frozenset(("unsupervised domain adaptation", "unsupervised domain adaption")) in together
    assert (
        not {frozenset(("supervised learning", "unsupervised learning")), frozenset(("cifar 10", "cifar 100"))}
        & together
    )
