"""The OpenAPI document says what the server does: tried with everything that schemathesis thinks of."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from pydantic import BaseModel, SecretStr
from starlette.testclient import TestClient

from api import tries
from api.problems import ParameterError, Problem
from api.settings import Settings
from api.shapes import Shape
from tests.api.serving import serving
from tests.api.web.conftest import TOKEN
from tests.api.web.papers import fill
from tests.conftest import ROOT

# A cursor or a text that says nothing fits the document and is refused all the same.
_CONFIG = """
[checks.positive_data_acceptance]
expected-statuses = ["2xx", 400, 404, 409, 422]

[warnings]
enabled = false
"""


def models(root: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for child in root.__subclasses__():
        yield child
        yield from models(child)


def test_it_is_openapi(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1.")
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_every_model_has_an_example_that_it_would_take(client: TestClient) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    known: list[type[BaseModel]] = [*models(Shape), Problem, ParameterError]
    ours = {re.sub(r"\W", "_", model.__name__): model for model in known}
    checked = 0
    for name, schema in schemas.items():
        if schema.get("type") == "object" and name in ours:
            ours[name].model_validate(schema["examples"][0])
            checked += 1
    left = {name for name in schemas if name not in ours}
    assert left <= {"HTTPValidationError", "ValidationError"}
    assert checked > 30


def generator() -> Path:
    """A folder with openapi-python-client, which wants another typer than ours; made once."""
    folder = ROOT / ".venv" / "generator"
    if not (folder / "openapi_python_client").is_dir():
        uv = shutil.which("uv")
        pip = [uv, "pip", "install"] if uv else [sys.executable, "-m", "pip", "install"]
        ran = subprocess.run(
            [*pip, "--quiet", "--target", folder, "openapi-python-client==0.29.1"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if ran.returncode:
            shutil.rmtree(folder, ignore_errors=True)
            assert os.environ.get("CI") != "true", ran.stderr
            pytest.skip("openapi-python-client cannot be had")
    return folder


_ASKS = """
import sys
from concite_client import AuthenticatedClient
from concite_client.api.papers import add_papers, get_paper, list_paper_links, list_papers
from concite_client.api.search import search
from concite_client.models import PaperRequest

with AuthenticatedClient(base_url=sys.argv[1], token=sys.argv[2]) as client:
    papers = list_papers.sync(client=client, limit=3)
    assert len(papers.items) == 3 and papers.next_, papers
    links = list_paper_links.sync("nested", client=client)
    assert links.items[0].shared[0].here.sentence.text, links
    assert search.sync(client=client, q="foonet").concepts[0].id == "foonet"
    missing = get_paper.sync("none", client=client)
    assert missing.status == 404 and missing.type_ == "/problems/not-found", missing
    unread = add_papers.sync(client=client, body=[PaperRequest(id="nothing")])
    assert unread.skipped == 1, unread
"""


def test_a_generated_client_works(url: str, tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    tools = {**os.environ, "PYTHONPATH": str(generator()), "PATH": path}
    fill(url)
    with serving(Settings(store=url, api_token=SecretStr(TOKEN))) as port:
        make = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", "--fail-on-warning"]
        make += ["--url", f"http://127.0.0.1:{port}/openapi.json", "--output-path", str(tmp_path / "concite_client")]
        made = subprocess.run(make, cwd=tmp_path, env=tools, capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stdout + made.stderr
        ask = [sys.executable, "-c", _ASKS, f"http://127.0.0.1:{port}", TOKEN]
        asked = subprocess.run(ask, cwd=tmp_path, env=tools, capture_output=True, text=True, check=False)
        assert asked.returncode == 0, asked.stderr


def test_schemathesis_finds_nothing(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tries, "MOST", 1_000_000)  # it sends wrong tokens too, from one address
    fill(url)
    config = tmp_path / "schemathesis.toml"
    config.write_text(_CONFIG, encoding="utf-8")
    # What is tried again and again makes jobs: so small a limit that none is needed, and a file is still read.
    with serving(Settings(store=url, api_token=SecretStr(TOKEN), text_limit=2000)) as port:
        ran = subprocess.run(
            [
                Path(sys.executable).parent / "schemathesis", "--config-file", config, "run",
                f"http://127.0.0.1:{port}/openapi.json", "--checks", "all", "--phases", "examples,coverage,fuzzing",
                # Tested in test_errors.py: an id may have slashes, so what is the links of a paper may be a paper too.
                "--exclude-checks", "allow_header_conformance",
                "--max-examples", "2", "--workers", "2", "--seed", "1", "--no-shrink", "--continue-on-failure",
                "--header", f"Authorization: Bearer {TOKEN}",
            ],
            cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
        )  # fmt: skip
    assert ran.returncode == 0, ran.stdout[-20_000:]
