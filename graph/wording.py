"""The words of a paper, the optional third part of a link: a small part for each word that both texts use.

Cosine of word counts (Salton & Buckley 1988) in which the idf counts once, half from either side, as in BM25; counted
twice it ranks worse. There is no list of stop words: what nearly all papers use has an idf near 0.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping

from graph.fold import fold
from graph.score import idf

_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> Counter[str]:
    """How often each word stands in a text, plurals and capitals folded."""
    return Counter(word for match in _WORD.finditer(text) if (word := fold(match.group())))


def unit(counts: Mapping[str, int], holders: Mapping[str, int], papers: int) -> dict[str, float]:
    """The weight of each word, ``(1 + ln count) · sqrt(idf)``, the squares of a text summing to 1.

    ``holders`` says how many of ``papers`` papers use a word; a word that none does counts as one that this paper
    alone has.
    """
    weights = {
        word: (1 + math.log(count)) * math.sqrt(idf(papers, holders.get(word, 1))) for word, count in counts.items()
    }
    length = math.sqrt(math.fsum(weight**2 for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()}
