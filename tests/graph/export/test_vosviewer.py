"""VOSviewer's JSON, held to the description of the form on app.vosviewer.com."""

from __future__ import annotations

import json

import pytest

from graph.export import GRAPHS, VIEWS, Part, View

ITEM = {"id": str, "label": str, "description": str, "url": str, "cluster": int, "weights": dict, "scores": dict}
LINK = {"source_id": str, "target_id": str, "strength": float | int}


@pytest.mark.parametrize("view", VIEWS)
def test_it_is_what_the_form_says(view: View, whole: Part) -> None:
    found = json.loads("".join(GRAPHS["vosviewer"](whole, view)))
    assert set(found) == {"network"}
    network = found["network"]
    for rows, form in ((network["items"], ITEM), (network["links"], LINK)):
        assert rows and all(isinstance(value, form[name]) for row in rows for name, value in row.items())
    ids = [item["id"] for item in network["items"]]
    assert len(ids) == len(set(ids))
    assert {end for link in network["links"] for end in (link["source_id"], link["target_id"])} <= set(ids)
    assert {item["cluster"] for item in network["items"]} <= {row["cluster"] for row in network["clusters"]}
    assert all(number >= 0 for item in network["items"] for number in item["weights"].values())
    assert all(link["strength"] >= 0 for link in network["links"])
    if view != "concept-concept":
        (first,) = (item for item in network["items"] if item["id"] == "paper:a")
        assert (first["description"], first["scores"]) == ("Paper, Proceedings of X, 2018", {"Year": 2018})
