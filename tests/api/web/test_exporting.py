"""Files for other programs over HTTP: the same as the command line writes."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from api.sending import FORMS, ZIP, blocks, file_name, zipped
from graph.export import DOCUMENTS, FOLDERS, GRAPHS, PAIRS, select
from tests.api.web.papers import CORPUS, ODD
from tests.api.web.test_errors import check_problem

SELECTIONS: list[dict[str, Any]] = [
    {},
    {"around": ODD, "limit": 3},
    {"concept": "ImageNet"},
    {"query": "glue"},
]


@pytest.mark.parametrize("asked", SELECTIONS, ids=str)
@pytest.mark.parametrize("form", [*DOCUMENTS, *GRAPHS])
def test_a_file_is_what_the_command_line_writes(client: TestClient, form: str, asked: dict[str, Any]) -> None:
    if form in GRAPHS:
        asked = {**asked, "top": 1}
    part = select(client.app_state["concite"].store, **asked)
    lines = GRAPHS[form](part, "paper-paper") if form in GRAPHS else DOCUMENTS[form](part)
    sent = client.get(f"/v1/export/{form}", params={**asked, **({"view": "paper-paper"} if form in GRAPHS else {})})
    assert (sent.status_code, sent.content.decode()) == (200, "".join(lines))
    assert sent.headers["content-type"] == FORMS[form].media


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_several_files_are_an_archive(client: TestClient, form: str) -> None:
    sent = client.get(f"/v1/export/{form}?concept=foonet")
    assert sent.headers["content-type"] == ZIP
    assert sent.headers["content-disposition"] == 'attachment; filename="concite-foonet.zip"'
    made: dict[str, bytes] = defaultdict(bytes)
    for name, data in FOLDERS[form](select(client.app_state["concite"].store, concept="foonet")):
        made[name] += data.encode() if isinstance(data, str) else data
    with ZipFile(io.BytesIO(sent.content)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == made
    assert client.get(f"/v1/export/{form}?concept=foonet").content == sent.content
    if form == "parquet":
        assert "bare" not in pq.read_table(io.BytesIO(made["papers.parquet"])).column("id").to_pylist()


def test_a_whole_store_goes_to_the_importer_of_neo4j(client: TestClient) -> None:
    with ZipFile(io.BytesIO(client.get("/v1/export/neo4j-admin").content)) as archive:
        arguments = archive.read("import.args").decode()
        assert all(f"./{name}" in arguments for name in archive.namelist() if name.endswith(".csv"))
        papers = list(csv.reader(io.StringIO(archive.read("Paper.csv").decode(), newline="")))
    assert {row[0] for row in papers[1:]} == {one.paper.id for one in CORPUS}
    check_problem(client.get("/v1/export/neo4j-admin?concept=foonet"), 400)


def test_a_note_tells_of_two_papers(client: TestClient) -> None:
    sent = client.get("/v1/export/markdown", params={"here": "nested", "there": ODD})
    assert sent.text.startswith("# Pyramids and An odd id\n")
    assert sent.headers["content-type"] == "text/markdown; charset=utf-8"
    check_problem(client.get("/v1/export/markdown"), 400)
    check_problem(client.get("/v1/export/markdown?here=nested"), 400)
    check_problem(client.get("/v1/export/ris?here=nested&there=evil"), 400)
    check_problem(client.get("/v1/export/markdown?here=nested&there=evil&concept=foonet"), 400)
    check_problem(client.get("/v1/export/markdown?here=nested&there=bare"), 404)


def test_what_cannot_be_selected_is_a_problem_and_no_file(client: TestClient) -> None:
    check_problem(client.get("/v1/export/pdf"), 422)
    check_problem(client.get("/v1/export/ris?view=x"), 422)
    check_problem(client.get("/v1/export/ris?concept=nothing"), 404)
    check_problem(client.get("/v1/export/csv?query=zebra"), 404)
    check_problem(client.get("/v1/export/csv?around=none"), 404)
    check_problem(client.get("/v1/export/csv?around=nested&concept=foonet"), 400)
    check_problem(client.get("/v1/export/csv?view=paper-paper"), 400)
    check_problem(client.get("/v1/export/gexf?limit=7"), 400)
    check_problem(client.get("/v1/export/gexf?top=7"), 400)


def test_forms_are_those_that_there_are(client: TestClient) -> None:
    (path,) = client.get("/openapi.json").json()["paths"]["/v1/export/{form}"]["get"]["parameters"][:1]
    assert path["schema"]["enum"] == sorted(FORMS)
    assert set(FORMS) == {*DOCUMENTS, *FOLDERS, *GRAPHS, *PAIRS}
    assert {name for name, form in FORMS.items() if form.media == ZIP} == set(FOLDERS)


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ([], "concite.ris"),
        ([None, "Ünï/çödé 100%?#"], "concite-uni-code-100.ris"),
        (['../"\r\nX: y', "漢字"], "concite-x-y.ris"),
        (["x" * 100], f"concite-{'x' * 52}.ris"),
    ],
)
def test_the_name_of_a_file_is_plain(about: list[str | None], expected: str) -> None:
    assert file_name(FORMS["ris"], *about) == expected


def test_a_long_file_is_made_as_it_is_sent() -> None:
    made = 0

    def lines() -> Iterator[str]:
        nonlocal made
        for made in range(1, 50_001):
            yield f"{made * 7919 % 50_021}, a line of some length, as they are\n"

    sending = blocks(lines())
    first = next(sending)
    assert made < 5000
    assert b"".join([first, *sending]).decode() == "".join(lines())


def test_lines_of_several_files_may_come_in_turn() -> None:
    rows = [(f"{n % 3}.csv", f"{n * 7919 % 50_021}, a line of some length, ü\r\n") for n in range(30_000)]
    packed = list(zipped(rows))
    assert len(packed) > 10, "it comes in pieces"
    with ZipFile(io.BytesIO(b"".join(packed))) as archive:
        for name in ("0.csv", "1.csv", "2.csv"):
            assert archive.read(name).decode() == "".join(line for other, line in rows if other == name)
