"""Near concepts in REST and on the page."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from api.app import create_app
from api.embedding import open_embedding
from api.settings import Settings
from graph.add import put
from graph.curated import Curated
from tests.api.web.test_pages import read
from tests.graph.store.builders import Say, tagged


def test_near_concepts_are_listed_nearest_first(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    store = open_embedding(Settings(store=url))
    papers = [tagged("1", Say("image classification", "Task")), tagged("2", Say("image recognition", "Task"))]
    store.write(lambda writer: put(writer, (), papers, (), Curated()))
    store.close()
    with TestClient(create_app(Settings(store=url))) as client:
        (near,) = client.get("/v1/concepts/image classification").json()["near"]
        cosine = near.pop("cosine")
        assert near == {
            "id": "image recognition", "name": "image recognition", "type": "Task", "papers": 1,
            "why": "close in meaning to",
        }  # fmt: skip
        page = read(client, "/concepts/image%20classification")
        assert "Near" in page.text("h2")
        assert page.all("a", href="/concepts/image%20recognition")
        assert f"Task · 1 paper · close in meaning to this ({cosine:.2f})" in " ".join(page.text().split())
