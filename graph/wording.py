"""The words of a paper, the optional third part of a link: a small part for each stem that both texts use.

Cosine of word counts (Salton & Buckley 1988) in which the idf counts once, half from either side, as in BM25; counted
twice it ranks worse. Stems are those of the English Snowball stemmer (Porter 2001). There is no list of stop words:
what nearly all papers use has an idf near 0.
"""

from __future__ import annotations

import math
import re
import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

import Stemmer

from graph.fold import fold
from graph.records import Paper
from graph.score import idf

_WORD = re.compile(r"[^\W_]+")
_stemmer = threading.local()  # one a thread: it keeps the word that it works on


def words(text: str) -> Counter[str]:
    """How often each stem stands in a text."""
    found = Counter(map(_stem, _WORD.findall(text)))
    del found[""]
    return found


def words_of(paper: Paper) -> Counter[str]:
    """How often each stem stands in a paper's title and abstract."""
    return words(f"{paper.text('title')}\n{paper.text('abstract')}")


def written(paper: Paper, stems: Iterable[str]) -> dict[str, str]:
    """For each of these stems the first word of a paper that has it, in lower case."""
    wanted = set(stems)
    found: dict[str, str] = {}
    for word in _WORD.findall(f"{paper.text('title')}\n{paper.text('abstract')}"):
        if (stem := _stem(word)) in wanted:
            found.setdefault(stem, word.lower())
    return found


def rarities(holders: Mapping[str, int], papers: int) -> dict[str, float]:
    """The root of the idf of each stem, which ``holders`` of ``papers`` papers use."""
    return {word: math.sqrt(idf(papers, count)) for word, count in holders.items()}


def unit(counts: Mapping[str, int], rare: Mapping[str, float], unknown: float) -> dict[str, float]:
    """The weight of each stem, ``(1 + ln count) · sqrt(idf)``, the squares of a text summing to 1.

    ``rare`` has the roots of the idf, ``unknown`` that of a stem which it does not have.
    """
    weights = {word: (1 + math.log(count)) * rare.get(word, unknown) for word, count in counts.items()}
    length = math.sqrt(math.fsum(weight**2 for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()}


@lru_cache(maxsize=1 << 16)  # the same few thousand words stand in all texts
def _stem(word: str) -> str:
    if not hasattr(_stemmer, "english"):
        _stemmer.english = Stemmer.Stemmer("english")
    stem: str = _stemmer.english.stemWord(fold(word))
    return stem
