"""The Neo4j store: transactions over one database of a server."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

import neo4j
from neo4j.exceptions import DriverError, ForbiddenOnReadOnlyDatabase, Neo4jError

from cypher import scripts, statement
from graph.errors import StoreError, StoreReadOnly
from graph.login import Login
from graph.neo4j.address import Address
from graph.neo4j.commits import Commits, wait
from graph.neo4j.errors import OLDEST, too_old, translate, translated
from graph.neo4j.migrate import migrate, version
from graph.neo4j.relate import Neo4jSnapshot
from graph.neo4j.session import Session
from graph.neo4j.work import Neo4jReader, Neo4jWriter
from graph.relate import Snapshot
from graph.store import Reader, Writer

T = TypeVar("T")

_TRIES = 5
_RETRY = 2.0  # seconds after which no transaction is tried again; a server that starts takes longer anyway

# Without a handler, Python writes the driver's warnings to standard error, beside what is said of them here.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class _Answer(Generic[T]):
    """What work gave back."""

    value: T


class Neo4jStore:
    """A store in one Neo4j database, made where it is empty. Usable from many threads.

    Neo4j lets a transaction see what others commit meanwhile. So a read looks at the commits before and after its work
    (``graph.neo4j.commits``), and runs the work again if there were any; after a few times it keeps writers out.
    Writers go one by one: each first locks the store's own node.
    """

    def __init__(self, address: Address, login: Login, *, timeout: float = 10.0) -> None:
        """``timeout``: seconds to wait for a connection."""
        self.url = str(address)
        self._address = address
        self._closed = False
        with translated(address):
            self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
            self._driver = neo4j.GraphDatabase.driver(
                address.server,
                auth=(login.user, login.password) if login.password else None,
                user_agent="concite",
                connection_timeout=timeout,
                connection_acquisition_timeout=timeout,
                max_transaction_retry_time=_RETRY,
                notifications_min_severity="OFF",
            )
        try:
            with translated(address):
                self._prepare()
        except BaseException:
            self._driver.close()
            raise

    def read(self, work: Callable[[Reader], T]) -> T:
        """Run ``work`` until no other wrote meanwhile."""
        with translated(self._address), self._session() as session:
            done = -1
            for _ in range(_TRIES):
                if answer := session.execute_read(_undisturbed, work, done):
                    return answer.value
                done = wait(session)
            return session.execute_write(_alone, work)

    def write(self, work: Callable[[Writer], T]) -> T:
        """Run ``work`` as the only writer; all of it is kept, or nothing if it raises."""

        def writing(transaction: neo4j.ManagedTransaction) -> tuple[T, bool]:
            writer = Neo4jWriter(transaction)
            _lock(writer, self._address)
            value = work(writer)
            writer.finish()
            return value, writer.changed

        return self._announced(writing)

    def derive(self, work: Callable[[Snapshot], T]) -> T:
        """Run ``work`` on the snapshot for people as the only writer; the revision stays."""

        def deriving(transaction: neo4j.ManagedTransaction) -> tuple[T, bool]:
            snapshot = Neo4jSnapshot(transaction)
            _lock(snapshot, self._address)
            return work(snapshot), snapshot.changed

        return self._announced(deriving)

    def related(self) -> tuple[str | None, int | None]:
        """The stamp that the snapshot for people was made at, empty where it is not whole, and its links a paper."""
        with translated(self._address), self._session() as session:
            return session.execute_read(lambda transaction: Neo4jSnapshot(transaction).related())

    def check(self) -> None:
        """Read the revision."""
        self.read(lambda reader: reader.revision())

    def close(self) -> None:
        self._closed = True
        self._driver.close()

    def _announced(self, run: Callable[[neo4j.ManagedTransaction], tuple[T, bool]]) -> T:
        """The value of a transaction, whose commit is announced to readers where it changed anything."""

        def announcing(transaction: neo4j.ManagedTransaction) -> tuple[T, int | None]:
            value, changed = run(transaction)
            if not changed:
                return value, None
            Commits(transaction).shut_door()
            with self._session() as beside:
                return value, beside.execute_write(lambda other: Commits(other).begin())

        with translated(self._address), self._session() as session:
            value, number = session.execute_write(announcing)
            if number is not None:
                with suppress(Neo4jError, DriverError):  # the change is kept all the same, and the next reader says so
                    session.execute_write(lambda transaction: Commits(transaction).end(number))
            return value

    def _session(self) -> neo4j.Session:
        if self._closed:
            raise StoreError(f"{self._address} was closed", hint="Open the store again.")
        return self._driver.session(database=self._address.database, bookmark_manager=self._bookmarks)

    def _prepare(self) -> None:
        """Make or upgrade the store where needed, or say why it cannot be used."""
        self._check_server()
        todo = scripts()
        with self._session() as session:
            before = version(session, self._address, todo[-1].number)
            if before < todo[-1].number:
                found = session.run(statement("service/access"), database=self._address.database).single()
                if found and found["access"] != "read-write":
                    raise StoreReadOnly(
                        f"{self._address} {'was made by an older Concite' if before else 'is empty'} "
                        "and may not be written",
                        hint="Open it once where it may be written.",
                    )
                migrate(session, before, todo)

    def _check_server(self) -> None:
        """Raise where the server is too old; ``Neo4j/5.26.30`` is what one calls itself."""
        agent = self._driver.get_server_info().agent
        found = re.search(r"Neo4j/v?(\d+)\.(\d+)", agent)
        if found and (int(found[1]), int(found[2])) < OLDEST:
            raise too_old(self._address, agent)


def _undisturbed(transaction: neo4j.ManagedTransaction, work: Callable[[Reader], T], done: int) -> _Answer[T] | None:
    """The answer of work, or None where others commit meanwhile, after those that are ``done``: then also an error may
    come of what moved.
    """
    commits = Commits(transaction)
    before, ended = commits.count()
    if before not in (ended, done):
        return None
    try:
        value = work(Neo4jReader(transaction))
    except (Neo4jError, DriverError):
        raise
    except Exception:
        if commits.count()[0] == before:
            raise
        return None
    return _Answer(value) if commits.count()[0] == before else None


def _alone(transaction: neo4j.ManagedTransaction, work: Callable[[Reader], T]) -> T:
    writer = Neo4jWriter(transaction)
    writer.lock()
    return work(writer)


def _lock(session: Session, address: Address) -> None:
    try:
        session.lock()
    except ForbiddenOnReadOnlyDatabase as error:  # said at once: the driver would take it for a passing thing
        raise translate(error, address) from error
