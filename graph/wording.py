"""The words of a paper, the optional third part of a link: a small part for each word that both texts use.

Cosine of word counts (Salton & Buckley 1988) in which the idf counts once, half from either side, as in BM25; counted
twice it ranks worse. There is no list of stop words: what nearly all papers use has an idf near 0.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from graph.fold import fold
from graph.records import Paper
from graph.score import idf

_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> Counter[str]:
    """How often each word stands in a text, plurals and capitals folded."""
    found: Counter[str] = Counter()
    for written, count in Counter(_WORD.findall(text)).items():
        if word := _folded(written):
            found[word] += count
    return found


def words_of(paper: Paper) -> Counter[str]:
    """How often each word stands in a paper's title and abstract."""
    return words(paper.text("title")) + words(paper.text("abstract"))


def rarities(holders: Mapping[str, int], papers: int) -> dict[str, float]:
    """The root of each word's idf, which ``holders`` of ``papers`` papers use."""
    return {word: math.sqrt(idf(papers, count)) for word, count in holders.items()}


def unit(counts: Mapping[str, int], rare: Mapping[str, float], unknown: float) -> dict[str, float]:
    """The weight of each word, ``(1 + ln count) · sqrt(idf)``, the squares of a text summing to 1.

    ``rare`` has the roots of the idf, ``unknown`` that of a word which it does not have.
    """
    weights = {word: (1 + math.log(count)) * rare.get(word, unknown) for word, count in counts.items()}
    length = math.sqrt(math.fsum(weight**2 for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()}


# The same few thousand words stand in all texts.
_folded = lru_cache(maxsize=1 << 16)(fold)
