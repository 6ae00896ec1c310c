"""What a name may be a kind of, by its words alone."""

from __future__ import annotations

import pytest

from graph.broader import endings

KINDS = [
    ("personalized", "federated learning"),
    ("vision", "transformer"),
    ("conditional", "gan"),
    ("3d", "attention"),
    ("deep", "rl"),
    ("k", "nearest neighbor"),
    ("global and local", "graph neural network"),
    ("collaborative and privacy preserving", "machine learning"),
    ("text to", "motion generation"),
    ("end to end", "object detection"),
    ("self supervised", "contrastive learning"),
    ("multi head", "self attention"),
    ("image", "super resolution"),
    ("video language", "representation learning"),
    ("sparse", "mixture of expert"),
    ("out of distribution", "detection"),
    ("in the wild", "pose estimation"),
    ("few shot", "in context learning"),
]
NO_KINDS = [
    # The word before makes another thing of it.
    ("non", "convex optimization"),
    ("un", "attributed graph"),
    ("anti", "money laundering"),
    ("semi", "supervised learning"),
    ("self", "supervised learning"),
    ("self", "attention mechanism"),
    ("pseudo", "label refinement"),
    ("quasi", "newton method"),
    ("stochastic sub", "gradient descent"),
    ("feature de", "coupling"),
    ("object re", "identification"),
    ("inverse", "reinforcement learning"),
    # It is one word with the one before, or joined to it.
    ("vision", "language model"),
    ("contrastive language", "image pretraining"),
    ("joint visual", "text embedding"),
    ("wide &", "deep learning"),
    ("domain and", "category shift"),
    ("text to", "sql"),
    ("k", "nn"),
    ("re", "id"),
    ("ar", "vr"),
    # The head stands before it.
    ("federated learning with", "limited label"),
    ("model for animation", "video super resolution"),
    ("feature generation by", "convolutional neural network"),
    ("mixture of", "expert"),
    ("tracking by", "detection"),
    ("in", "context learning"),
    # It is what is worked on.
    ("modeling", "human object interaction"),
    ("grounding 3d", "object affordance"),
]


@pytest.mark.parametrize(("rest", "ending"), KINDS)
def test_an_ending_that_a_name_may_be_a_kind_of(rest: str, ending: str) -> None:
    assert ending in endings(f"{rest} {ending}")


@pytest.mark.parametrize(("rest", "ending"), NO_KINDS)
def test_an_ending_that_it_is_no_kind_of(rest: str, ending: str) -> None:
    assert ending not in endings(f"{rest} {ending}")


def test_the_longest_comes_first_and_a_barred_one_does_not_bar_the_shorter() -> None:
    assert list(endings("large vision transformer")) == ["vision transformer", "transformer"]
    assert list(endings("non convex optimization")) == ["optimization"]
    assert list(endings("bert")) == list(endings("")) == []
