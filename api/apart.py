"""What takes long is done apart: one thing after the other, by a thread of its own. So it takes neither the threads of
other requests nor more than its share of the processor. What was made of the store as it stands is kept.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar, cast

from graph.store import Reader

T = TypeVar("T")

_KEPT = 4  # answers


class Apart:
    """A thread and what it found last; closed when the application ends."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="apart")
        self._stamp = ""
        self._kept: dict[Hashable, object] = {}

    async def __call__(self, work: Callable[[], T]) -> T:
        """What ``work`` gives or raises. Where the request ends before its turn, it is not begun."""
        return await asyncio.wrap_future(self._thread.submit(work))

    def kept(self, reader: Reader, question: Hashable, ask: Callable[[Reader], T]) -> T:
        """The answer to a question, which is asked once as long as the store stays as it is.

        For work that is done apart only.
        """
        if (stamp := reader.stamp()) != self._stamp:
            self._stamp = stamp
            self._kept.clear()
        found = cast(T, self._kept.pop(question)) if question in self._kept else ask(reader)
        self._kept[question] = found  # behind all others: in front is what nobody asked for longest
        if len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]
        return found

    def close(self) -> None:
        """Wait for what is begun; what is not never will be."""
        self._thread.shutdown(cancel_futures=True)
