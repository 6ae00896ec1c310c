"""What keeps readers from seeing half a commit.

Neo4j writes a commit into its store record by record while others read, in an order that is its own. So a writer shuts
a door (a lock that ends with its transaction), says in a transaction of its own that a commit is begun, commits, and
says that it is done. A reader whose commits were all done when it began, and that sees none begun by its end, has seen
no half of one. Where one is begun and not done, because it is under way or its writer died, the reader waits at the
door.
"""

from __future__ import annotations

from neo4j import ManagedTransaction
from neo4j import Session as Connection
from neo4j.exceptions import ForbiddenOnReadOnlyDatabase

from graph.neo4j.session import Session


class Commits(Session):
    """What a transaction sees and says of commits."""

    def count(self) -> tuple[int, int]:
        """How many were begun, and the last one of them that is done."""
        begun, done = self._one("commits")
        return begun, done

    def shut_door(self) -> None:
        """Wait until no commit is under way, and let none begin until the end of this transaction."""
        self._run("shut_door", {}).consume()

    def begin(self) -> int:
        """Say that one is under way; gives its number."""
        return int(self._one("begin_commit")[0])

    def end(self, number: int) -> None:
        """Say that it is done."""
        self._run("end_commit", {"number": number}).consume()


def wait(connection: Connection) -> int:
    """Wait until no commit is under way; gives how many there were."""
    try:
        return connection.execute_write(_all_done)
    except ForbiddenOnReadOnlyDatabase:  # nobody writes there
        return connection.execute_read(lambda transaction: Commits(transaction).count()[0])


def _all_done(transaction: ManagedTransaction) -> int:
    commits = Commits(transaction)
    commits.shut_door()
    begun, _ = commits.count()
    commits.end(begun)  # that of a writer who died, so that the next reader need not wait
    return begun
