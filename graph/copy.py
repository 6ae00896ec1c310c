"""Copying a store into another, of the same kind or not: all that a dump holds, by id, a batch a transaction.

So what a copy that was broken off has written is the beginning of its source, and the same copy run again goes on
behind that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graph.curated import Curated
from graph.dump import contents, fill
from graph.errors import NotFound, UsageError
from graph.proposers import plain
from graph.records import Tagged
from graph.store import Store, stream


def copy(source: Store, target: Store, curated: Curated, *, report: Callable[[int], None] = lambda done: None) -> int:
    """Copy all papers and decisions into a store that is empty, or has the beginning of them; gives how many papers
    were written.

    Raises NotFound where there is nothing to copy, UsageError where the target holds anything else.
    """
    if next(contents(source), None) is None:
        raise NotFound(f"{source.url} holds nothing", hint="Check the address: a store is made where there is none.")
    written = fill(target, contents(source, after=_copied(source, target)), curated, report=report)
    target.write(lambda writer: None)  # lets a store that embeds behind its writes make what it lacks
    return written


def _copied(source: Store, target: Store) -> str:
    """The id of the last paper that a copy has written already, empty where there is none."""
    decisions = source.read(lambda reader: reader.decisions())
    for decision in target.read(lambda reader: reader.decisions()):
        if decision not in decisions:
            raise _other(source, target, f"decision {decision.id}")
    last = ""
    papers = stream(source)
    for there in stream(target):
        here = next(papers, None)
        if here is None or _plain(here) != _plain(there):
            raise _other(source, target, f"paper {there.paper.id!r}")
        last = there.paper.id
    return last


def _plain(one: Tagged) -> Tagged:
    """A paper with its plain names: which of them are contested changes while papers come."""
    mentions = tuple(replace(mention, name=plain(mention.name)) for mention in one.tags.mentions)
    return replace(one, tags=replace(one.tags, mentions=mentions))


def _other(source: Store, target: Store, what: str) -> UsageError:
    return UsageError(
        f"{target.url} holds other things than the beginning of {source.url}, such as {what}",
        hint="Copy into an empty store; to bring two together, `concite dump` one and `concite load` that.",
    )
