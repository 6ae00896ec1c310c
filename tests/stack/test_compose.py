"""The compose file: the official loader takes it, it says what it must, and what its containers run works."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.opening import open_store
from api.secret import secret
from api.settings import Settings
from tests.conftest import ROOT

LOADER = "github.com/compose-spec/compose-go/v2/cmd@v2.16.2"
FILE = ROOT / "docker-compose.yml"
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["services"]
LASTING = ("neo4j", "concite", "embedded")


def test_the_official_loader_takes_it(tmp_path: Path) -> None:
    loaded = subprocess.run(_loading(tmp_path), capture_output=True, text=True, check=False)
    assert loaded.returncode == 0, loaded.stderr
    assert set(yaml.safe_load(loaded.stdout)["services"]) >= {"init", "neo4j", "seed", "concite"}


def _loading(folder: Path) -> list[str]:
    """Compose itself, or its loader alone from Go's module proxy. Neither is in Debian 12, so CI may lack both."""
    if shutil.which("docker"):
        compose = ["docker", "compose"]
        if subprocess.run([*compose, "version"], capture_output=True, check=False).returncode == 0:
            return [*compose, "--file", str(FILE), "config"]
    if shutil.which("go") is None:
        pytest.skip("Docker Compose or Go is needed to load a compose file")
    build = ["go", "install", LOADER]
    built = subprocess.run(build, env={**os.environ, "GOBIN": str(folder)}, capture_output=True, text=True, check=False)
    if built.returncode:
        pytest.skip(f"Go could not build the loader of compose files: {built.stderr.strip()[-300:]}")
    return [str(folder / "cmd"), str(FILE)]


def test_images_are_pinned_or_built_here() -> None:
    pulled = {service["image"] for service in SERVICES.values() if "build" not in service}
    assert pulled == {"neo4j:5.26.30-community"}
    assert {service["image"] for service in SERVICES.values() if "build" in service} == {"concite:local"}


def test_ports_are_of_this_machine_only() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert ports
    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []


def test_no_password_is_written_down() -> None:
    settings = {name: value for service in SERVICES.values() for name, value in service.get("environment", {}).items()}
    secret_ones = {
        name: value for name, value in settings.items() if "AUTH" in name or "PASS" in name or "TOKEN" in name
    }
    assert secret_ones == {
        "NEO4J_AUTH_PATH": "/secrets/neo4j-auth",
        "CONCITE_STORE_PASSWORD_FILE": "/secrets/password",
        "CONCITE_API_TOKEN": "${CONCITE_API_TOKEN:-}",
    }


@pytest.mark.parametrize("name", LASTING)
def test_what_lasts_is_watched_and_started_again(name: str) -> None:
    check = SERVICES[name]["healthcheck"]
    assert (check["interval"], check["start_period"]) == ("10s", "60s")
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", SERVICES)
def test_containers_may_do_little(name: str) -> None:
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"]
    # Neo4j's start writes its configuration.
    assert service.get("read_only", False) is (name != "neo4j")


def test_each_waits_for_what_it_needs() -> None:
    done, healthy = {"condition": "service_completed_successfully"}, {"condition": "service_healthy"}
    assert {name: service["depends_on"] for name, service in SERVICES.items() if "depends_on" in service} == {
        "neo4j": {"init": done},
        "seed": {"neo4j": healthy},
        "concite": {"neo4j": healthy, "seed": done},
        "embedded": {"embedded-seed": done},
    }
    # So `up embedded` starts no other, and `up` not it.
    assert [name for name, service in SERVICES.items() if service.get("profiles")] == ["embedded-seed", "embedded"]


def test_the_password_is_made_once_and_both_read_it(tmp_path: Path) -> None:
    program, *arguments = SERVICES["init"]["entrypoint"]
    assert (program, arguments) == ("python", ["-m", "api.password", "/secrets"])
    _make_password(tmp_path)
    made = {file.name: file.read_text(encoding="ascii") for file in tmp_path.iterdir()}
    assert set(made) == {"password", "neo4j-auth"}
    assert made["neo4j-auth"] == f"neo4j/{made['password']}"
    assert "/" not in made["password"]
    assert len(made["password"]) == 32
    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o444}
    found = secret(Settings(store_password_file=tmp_path / "password"), "store_password")
    assert found is not None
    assert found[0] == made["password"]

    _make_password(tmp_path)
    assert {file.name: file.read_text(encoding="ascii") for file in tmp_path.iterdir()} == made
    # Killed between the two files: the second is made of the first.
    (tmp_path / "neo4j-auth").unlink()
    _make_password(tmp_path)
    assert {file.name: file.read_text(encoding="ascii") for file in tmp_path.iterdir()} == made


def test_another_folder_gets_another_password(tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
        _make_password(folder)
    assert len({(folder / "password").read_text(encoding="ascii") for folder in folders}) == 2


def test_what_embedded_runs(tmp_path: Path) -> None:
    """Seeds are added, once, then served, and the health check says so: all as written, in a folder of ours."""
    (tmp_path / "seeds").mkdir()
    shutil.copy(ROOT / "seeds" / "004_3e1e6b578f2fdbf0.txt", tmp_path / "seeds")
    store = f"sqlite:///{tmp_path / 'concite.db'}"
    add = [str(tmp_path / "seeds") if word == "/app/seeds" else word for word in SERVICES["embedded-seed"]["command"]]

    _concite(add, store)
    revision = _revision(store)
    _concite(add, store)
    assert _revision(store) == revision > 0

    with _served(store) as port:
        first, *rest = SERVICES["embedded"]["healthcheck"]["test"]
        assert (first, rest[0]) == ("CMD", "python")
        check = [sys.executable, *(word.replace(":8000/", f":{port}/") for word in rest[1:])]
        deadline = time.monotonic() + 60
        while subprocess.run(check, capture_output=True, check=False).returncode:
            assert time.monotonic() < deadline, "never became healthy"
            time.sleep(0.5)
    assert subprocess.run(check, capture_output=True, check=False).returncode, "healthy where nobody serves"


def _make_password(folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "api.password", str(folder)], check=True, cwd=ROOT)


def _program() -> str:
    return str(Path(sys.executable).parent / "concite")


def _concite(arguments: list[str], store: str) -> None:
    subprocess.run(
        [_program(), *arguments], env={**os.environ, "CONCITE_STORE": store}, capture_output=True, check=True
    )


def _revision(store: str) -> int:
    with closing(open_store(Settings(store=store))) as opened:
        return opened.read(lambda reader: reader.revision())


@contextmanager
def _served(store: str) -> Iterator[int]:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port: int = free.getsockname()[1]
    command = [_program(), "serve", "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, env={**os.environ, "CONCITE_STORE": store}, stderr=subprocess.DEVNULL) as server:
        try:
            yield port
        finally:
            server.terminate()
