"""What `concite export neo4j-admin` writes is imported by the real command, and is a store then."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.api.cli.conftest import Run
from tests.servers.neo4j import GIVEN, LOGIN, LTS, Server, Servers

PAPERS = [
    {
        "id": "hard",
        "title": 'Costs <5% & "more", über größer; a \\ b',
        "abstract": 'We propose Variational Autoencoders (VAEs)\r\nof "images, videos".\n\n  BERT\u2028used 😀\uffff ',
        "authors": ["Ada Lovelace", 'The "Pebble" Consortium; Inc.', "Bo, Jr."],
        "year": 2018,
        "venue": "",
        "doi": "10.1000/a",
        "url": "https://example.org/a?b=1&c=2",
    },
    {
        "title": "",
        "abstract": "Variational autoencoders and BERT are used for image generation and images.",
        "doi": "10.1000/b",
    },
    {"id": "again", "title": "More on b", "doi": "10.1000/b"},
    {"id": "lone", "title": "Nothing in it"},
]


@pytest.fixture
def url(concite: Run, papers_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store with what is hard to write, and decisions of every shape."""
    monkeypatch.setenv("CONCITE_STORE_USER", LOGIN.user)
    monkeypatch.setenv("CONCITE_STORE_PASSWORD", LOGIN.password)
    url = f"sqlite:///{tmp_path / 'store.db'}"
    file = tmp_path / "hard.jsonl"
    file.write_text("".join(json.dumps(paper) + "\n" for paper in PAPERS), encoding="utf-8")
    assert concite("add", papers_file, file, "--store", url).code == 0
    for decision in (
        ["rename", "SQuAD", 'The "SQuAD"; of all'],
        ["retype", "ResNet", "Dataset"],
        ["generic", "ImageNet"],
        ["reject", "p1", "p2"],
    ):
        assert concite(*decision, "--store", url).code == 0, decision
    return url


def test_an_imported_store_is_the_same(concite: Run, url: str, servers: Servers, tmp_path: Path) -> None:
    if GIVEN:
        pytest.skip("a server that is given takes no import")
    folder = tmp_path / "csv"
    written = concite("export", "neo4j-admin", folder, "--store", url)
    assert (written.code, written.out) == (0, "")
    loaded = servers.get(LTS)
    loaded.clean()
    assert concite("copy", url, loaded.url).code == 0
    imported = servers.start(LTS, imported=folder)
    questions = (
        ["stats"], ["dump"], ["links", "p1", "--json"], ["links", "p1", "--new-since", "1", "--json"],
        ["explain", "hard", "10.1000/b", "--json"],
    )  # fmt: skip
    for question in questions:
        first, second = (concite(*question, "--store", store) for store in (url, imported.url))
        assert first.code == 0, first.err
        assert second.out == first.out, question
    assert rows(imported) == rows(loaded)
    assert layout(imported) == layout(loaded)
    for store in (loaded.url, imported.url):  # it counts on as it would have
        assert concite("delete", "p1", "--store", store).code == 0
        assert (
            concite("undo", concite("decisions", "--json", "--store", store).rows[0]["id"], "--store", store).code == 0
        )
    assert rows(imported) == rows(loaded)
    loaded.clean()


def test_a_selection_is_no_store(concite: Run, url: str, tmp_path: Path) -> None:
    refused = concite("export", "neo4j-admin", tmp_path / "csv", "--query", "BERT", "--store", url)
    assert (refused.code, "whole store" in refused.err) == (2, True)
    assert concite("export", "neo4j-admin", "--store", url).code == 2


def rows(server: Server) -> list[Any]:
    """All nodes and relationships but for the revisions that papers came with, which a copy has of its own; an empty
    list is as good as none.
    """
    with server.driver.session() as session:
        nodes = session.run(
            "MATCH (n:!State) UNWIND keys(n) AS name WITH n, name ORDER BY name "
            "WHERE n[name] <> [] AND name <> 'added' "
            "RETURN labels(n) AS labels, n.id AS id, collect([name, n[name]]) AS has ORDER BY labels, id"
        ).values()
        ties = session.run(
            "MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS start, b.id AS end, labels(a), labels(b), "
            "properties(r) ORDER BY type, start, end, labels(a), labels(b)"
        ).values()
    assert {"Decision", "Definition", "Word"} <= {labels[0] for labels, *_ in nodes}
    assert {"NEAREST", "ABOUT", "HAS_DEFINITION", "REFERS_TO"} <= {tie[0] for tie in ties}
    return [*nodes, *ties]


def layout(server: Server) -> list[Any]:
    with server.driver.session() as session:
        constraints = session.run("SHOW CONSTRAINTS YIELD name, type RETURN name, type ORDER BY name").values()
        indexes = session.run("SHOW INDEXES YIELD name, type, state RETURN name, type, state ORDER BY name").values()
        state = session.run("MATCH (s:State {id: 'state'}) RETURN s.schema, s.encoder").values()
    return [*constraints, *indexes, *state]
