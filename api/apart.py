"""What takes long is done apart: one thing after the other, by a thread of its own. So it takes neither the threads of
other requests nor more than its share of the processor. What was made of the store as it stands is kept.
"""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar, cast

from graph.store import Reader

T = TypeVar("T")

_KEPT = 8  # answers


class Apart:
    """A thread and what was found last; closed when the application ends."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="apart")
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, object] = OrderedDict()  # in front is what nobody asked for longest

    async def __call__(self, work: Callable[[], T]) -> T:
        """What ``work`` gives or raises. Where the request ends before its turn, it is not begun."""
        return await asyncio.wrap_future(self._thread.submit(work))

    def kept(self, reader: Reader, question: Hashable, ask: Callable[[Reader], T]) -> T:
        """The answer to a question, which is asked once as long as the store stays as it is; twice where two threads
        ask at once, which for what is done apart cannot be.
        """
        key = reader.stamp(), question
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast(T, self._kept[key])
        found = ask(reader)
        with self._lock:
            self._kept[key] = found
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def close(self) -> None:
        """Wait for what is begun; what is not never will be."""
        self._thread.shutdown(cancel_futures=True)
