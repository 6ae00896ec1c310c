"""Bringing a database to the layout that this Concite knows: numbered scripts of statements that may run again.

A statement that makes an index is a transaction of its own, so a migration is not applied whole or not at all; but
its number is written last, and it makes only what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from neo4j import ManagedTransaction, Session
from neo4j.exceptions import ClientError

from cypher import Script, statement
from graph.errors import StoreError, StoreTooNew
from graph.neo4j.address import Address
from graph.neo4j.work import Neo4jWriter

_BEHIND: dict[int, Callable[[ManagedTransaction], None]] = {
    4: lambda transaction: Neo4jWriter(transaction).count_words()
}
"""What is done behind a script, by its number, because no statement can."""


def version(session: Session, address: Address, newest: int) -> int:
    """The version of a store, 0 for an empty database; raises where it holds other things, or is too new."""
    found = session.run(statement("service/schema")).single()
    if found is None:
        if not session.run(statement("service/foreign")).single():
            return 0
        found = session.run(statement("service/schema")).single()  # unless another made a store of it just now
        if found is None:
            raise StoreError(
                f"{address} holds the data of another program",
                hint="Name an empty database, or start another server for Concite.",
            )
    if found["schema"] > newest:
        raise StoreTooNew(f"{address} has version {found['schema']}; this Concite knows {newest}")
    return int(found["schema"])


def migrate(session: Session, before: int, todo: Sequence[Script]) -> None:
    """Apply the scripts after version ``before``, while another may do the same."""
    for script in todo:
        if script.number > before:
            for one in script.statements:
                _make(session, one)
            if script.number in _BEHIND:
                session.execute_write(_BEHIND[script.number])
            session.run(statement("service/await_indexes")).consume()
            session.execute_write(_run, statement("service/set_schema"), schema=script.number)


def _make(session: Session, text: str) -> None:
    try:
        session.execute_write(_run, text)  # tried again where two wait for each other
    except ClientError as error:
        # IF NOT EXISTS was true when both looked, and the other was first.
        if not re.fullmatch(r"Neo\.ClientError\.Schema\.\w+AlreadyExists", error.code or ""):
            raise


def _run(transaction: ManagedTransaction, text: str, /, **values: int) -> None:
    transaction.run(text, values).consume()
