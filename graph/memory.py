"""What links need of papers, remembered from one paper to the next: each is a partner of hundreds of others."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from graph.measure import Asked, Profile, Words

T = TypeVar("T")

MOST = 16_384
"""Papers that are remembered at most, some 8 KB each."""


class Memory:
    """Profiles and words of the papers that were asked for last, of one state of a store and one way to measure."""

    def __init__(self, most: int = MOST) -> None:
        self._of: tuple[str, Asked] | None = None
        self._profiles: _Latest[Profile] = _Latest(most)
        self._words: _Latest[tuple[tuple[str, ...], array[float]]] = _Latest(most)

    def begin(self, stamp: str, asked: Asked) -> None:
        """Forget all that is not of this."""
        if self._of != (stamp, asked):
            self._of = stamp, asked
            self._profiles.clear()
            self._words.clear()

    def profiles(
        self, papers: Sequence[str], read: Callable[[Sequence[str]], Mapping[str, Profile]]
    ) -> dict[str, Profile]:
        """Of these papers, in their order; what is not remembered is read."""
        return self._profiles.of(papers, read)

    def words(self, papers: Sequence[str], read: Callable[[Sequence[str]], Mapping[str, Words]]) -> dict[str, Words]:
        """The same of words; as dictionaries they would take five times the memory."""

        def packed(missing: Sequence[str]) -> dict[str, tuple[tuple[str, ...], array[float]]]:
            return {paper: (tuple(own), array("d", own.values())) for paper, own in read(missing).items()}

        found = self._words.of(papers, packed)
        return {paper: dict(zip(*own, strict=True)) for paper, own in found.items()}


class _Latest(Generic[T]):
    """What was made of some ids; of more than ``most`` those that were asked for last."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: OrderedDict[str, T] = OrderedDict()
        self.clear = self._known.clear

    def of(self, ids: Sequence[str], make: Callable[[Sequence[str]], Mapping[str, T]]) -> dict[str, T]:
        """In the order of the ids; those that nothing is made of are left out."""
        found = {id_: self._known.pop(id_) for id_ in ids if id_ in self._known}
        if missing := [id_ for id_ in ids if id_ not in found]:
            found.update(make(missing))
        answer = {id_: found[id_] for id_ in ids if id_ in found}
        self._known.update(answer)
        while len(self._known) > self._most:
            self._known.popitem(last=False)
        return answer
