"""Real Neo4j servers: one of each version a test run, started when a test first asks for it, stopped at the end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn, Self
from urllib.parse import unquote, urlsplit

import pytest
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from graph.login import Login
from tests.servers.artifacts import Missing, browser, jars, java, shell

GIVEN = os.environ.get("CONCITE_TEST_NEO4J", "")
"""A server to use instead: ``bolt://user:password@host:7687/database``. All that is in the database is deleted."""
LTS, CURRENT = "5.26.30", "2026.08.1"
TOO_OLD = "5.25.1"
"""The newest that Concite does not take."""
_PARTS = urlsplit(GIVEN)
LOGIN = Login(unquote(_PARTS.username or "neo4j"), unquote(_PARTS.password or "papers-and-links"))
"""Of the server that is given, and of our own."""
VERSIONS = ("given",) if GIVEN else (LTS, CURRENT)

_JAVA = {TOO_OLD: (17, 21), LTS: (17, 21), CURRENT: (21, 99)}
_MAIN = {
    TOO_OLD: "org.neo4j.server.CommunityEntryPoint",
    LTS: "org.neo4j.server.CommunityEntryPoint",
    CURRENT: "org.neo4j.server.Neo4jCommunity",
}
_ADMIN = "org.neo4j.server.startup.Neo4jAdminCommand"
_OPENED = [
    f"--add-opens=java.base/{package}=ALL-UNNAMED"
    for package in ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
]
BRIEF = ("-Xms256m", "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Java's options for a server that does not live long."""
LASTING = ("-Xms1g", "-Xmx1g")
"""The same for one whose speed is measured."""
_PATIENCE = 120  # seconds for a start, on a busy machine


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers at ``url``."""

    url: str
    driver: Driver  # a way in beside the store
    home: Path | None = None  # of a server of our own
    page: str = ""  # of our own where its HTTP is on: the address of its Neo4j Browser

    def clean(self) -> None:
        """Make the store an empty one, and another; a batch a transaction. The indexes stay: they are slow to make."""
        with self.driver.session(database=self.url.rpartition("/")[2]) as session:
            session.run("MATCH (n:!State) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
            session.run(
                "MATCH (state:State) SET state.store = randomUUID(), state.revision = 0 "
                "REMOVE state.related, state.related_top"
            ).consume()

    def shell(self, text: str) -> str:
        """What cypher-shell prints when it is given ``text``; raises CalledProcessError where a statement fails."""
        address, _, database = self.url.rpartition("/")
        command: list[str | Path] = [java(17, 99), "-XX:TieredStopAtLevel=1", "-cp", f"{shell()}/*"]
        command += ["org.neo4j.shell.Main", "-a", address, "-d", database, "-u", LOGIN.user, "-p", LOGIN.password]
        command += ["--format", "verbose", "--wrap", "false", "--non-interactive", "--fail-fast"]
        return subprocess.run(
            command, input=text, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        ).stdout  # fmt: skip


@dataclass(frozen=True, slots=True)
class Servers:
    """The servers of a test run, by version."""

    folder: Path
    running: dict[str, Server] = field(default_factory=dict)
    _stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def get(self, version: str) -> Server:
        """Skips the test where a server cannot be had, or fails it where ``CI=true``."""
        if version not in self.running:
            self.running[version] = (
                self._stack.enter_context(_given()) if GIVEN else self.start(version, server__http__enabled="true")
            )
        return self.running[version]

    def start(
        self, version: str, *, imported: Path | None = None, java: Sequence[str] = BRIEF, **settings: str
    ) -> Server:
        """Another server, with these settings beside our own: ``server__http__enabled`` is ``server.http.enabled``.

        Its database is empty, or what `concite export neo4j-admin` wrote into the folder ``imported``.
        """
        own = self.own(version, java=java, **settings)
        own.start(imported=imported)
        return own.server

    def own(self, version: str, *, java: Sequence[str] = BRIEF, **settings: str) -> Own:
        """Another server, not started yet, which a test may kill; skips or fails the test like :meth:`get`."""
        try:
            own = Own(version, self.folder / f"neo4j-{version}-{len(list(self.folder.iterdir()))}", java, settings)
        except Missing as missing:
            do_without(f"{missing}; or set CONCITE_TEST_NEO4J")
        self._stack.callback(own.close)
        return own


def do_without(what: str) -> NoReturn:
    """Skip the test that lacks something, or fail it where ``CI=true``."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


@contextmanager
def _given() -> Iterator[Server]:
    address = f"{_PARTS.scheme}://{_PARTS.netloc.rpartition('@')[2]}"
    with closing(_driver(address)) as driver:
        yield Server(f"{address}/{_PARTS.path.strip('/') or 'neo4j'}", driver)


class Own:
    """A server of our own: killed and started again it has the same address and data."""

    def __init__(self, version: str, home: Path, options: Sequence[str], settings: dict[str, str]) -> None:
        """``options`` are Java's. Raises Missing where the machine lacks what it runs from."""
        self._program = java(*_JAVA[version])
        self._library = f"{jars(version)}/*{os.pathsep}{browser()}/*"
        self._version, self._options, self._settings = version, options, settings
        self._port, self._web = free_port(), free_port()
        self._process: subprocess.Popen[bytes] | None = None
        address = f"bolt://127.0.0.1:{self._port}"
        self.server = Server(f"{address}/neo4j", _driver(address), home, f"http://127.0.0.1:{self._web}/browser/")
        self.home = home

    def start(self, *, imported: Path | None = None, **settings: str) -> None:
        """Start it, this time with these settings besides, and wait until it answers."""
        new = not self.home.exists()
        _configure(self.home, self._port, self._web, self._settings | settings)
        command: list[str | Path] = [self._program, "-cp", self._library]
        environment = os.environ | {
            "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf"), "HEAP_SIZE": "512m",
        }  # fmt: skip

        def admin(*words: str, folder: Path = self.home) -> None:
            subprocess.run([*command, _ADMIN, *words], env=environment, cwd=folder, capture_output=True, check=True)

        if new:
            admin("dbms", "set-initial-password", LOGIN.password)
        if imported:
            admin("database", "import", "full", "@import.args", "neo4j", folder=imported)
        options = [*_OPENED, "--enable-native-access=ALL-UNNAMED", "-Dlog4j2.disable.jmx=true", *self._options]
        run = [*command[:1], *options, *command[1:], _MAIN[self._version]]
        run += [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        with (self.home / "out.txt").open("ab") as out:
            self._process = subprocess.Popen(run, env=environment, stdout=out, stderr=out)
        _await(self.server.driver, self._process, self.home)

    @property
    def running(self) -> bool:
        return self._process is not None

    def kill(self) -> None:
        """End it as a power cut does: it gets to put nothing in order."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, by: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(by)
            self._process.wait()
            self._process = None

    def close(self) -> None:
        self.kill()  # nothing of it is kept
        self.server.driver.close()


def _driver(address: str) -> Driver:
    auth = (LOGIN.user, LOGIN.password)
    return GraphDatabase.driver(address, auth=auth, notifications_min_severity="OFF")


def _configure(home: Path, port: int, web: int, settings: dict[str, str]) -> None:
    for folder in ("conf", "data", "logs", "plugins", "import", "run", "licenses"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    own = {
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "server.http.listen_address": f"127.0.0.1:{web}",
        "server.http.advertised_address": f"127.0.0.1:{web}",
        "server.memory.pagecache.size": "64m",
        "dbms.usage_report.enabled": "false",
        "db.tx_log.preallocate": "false",
    }
    own |= {name.replace("__", "."): value for name, value in settings.items()}
    lines = [f"{name}={value}\n" for name, value in own.items()]
    lines += [f"server.jvm.additional={option}\n" for option in _OPENED]  # for what the admin command starts
    (home / "conf" / "neo4j.conf").write_text("".join(lines), encoding="utf-8")


def _await(driver: Driver, process: subprocess.Popen[bytes], home: Path) -> None:
    """Until the database answers."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            with driver.session(database="neo4j") as session:
                session.run("RETURN 1").consume()
            return
        except (DriverError, Neo4jError) as error:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((home / "out.txt").read_text(errors="replace")[-2000:]) from error
            time.sleep(0.5)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
