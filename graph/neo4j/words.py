"""Words as they are looked for: SQLite's and Neo4j's own ways to part a text differ, so here Concite does it.

What is kept for the search is words with blanks between and around them, so that words in a row are a part of it;
Neo4j's analyzer only parts them at blanks. A word is letters and digits in lower case without accents: it never has
a character that means something to Lucene.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
_ACCENTS = re.compile("[\u0300-\u036f]")
_MOST = 100  # terms that Lucene is asked for; the rest is only compared
_LONGEST = 255  # characters of a term; Neo4j cuts there


def words(*texts: str) -> str:
    """The words of texts, with blanks between and around them; empty where there are none."""
    found = [word for text in texts for word in _words(text)]
    return f" {' '.join(found)} " if found else ""


def found_by(concepts: Iterable[str], forms: Iterable[Sequence[str]]) -> str:
    """The words that a paper is found by beside its text: of concepts that it holds, and of names with their forms."""
    return words(*sorted({*concepts, *(word for pair in forms for word in pair)}))


@dataclass(frozen=True, slots=True)
class Query:
    """``phrases`` are parts of what :func:`words` gives, which a text must have; ``lucene`` finds all such texts."""

    phrases: list[str]
    lucene: str


def query(text: str, fields: Iterable[tuple[str, int]]) -> Query | None:
    """A search in ``fields``, each with what it counts, for all words of ``text``, the last as a prefix.

    A word such as ``CIFAR-10`` is looked for as its parts in a row. None where the text has no words.
    """
    parted = [parts for word in text.split() if (parts := _words(word))]
    if not parted:
        return None
    phrases = [f" {' '.join(parts)} " for parts in parted[:-1]] + [f" {' '.join(parted[-1])}"]
    *whole, last = (part[:_LONGEST] for parts in parted for part in parts)
    terms = [_anywhere([term], fields) for term in dict.fromkeys(whole[:_MOST])]
    return Query(list(dict.fromkeys(phrases)), " AND ".join([*terms, _anywhere([last, f"{last}*"], fields)]))


def _anywhere(terms: Iterable[str], fields: Iterable[tuple[str, int]]) -> str:
    return f"({' OR '.join(f'{field}:{term}^{counts}' for field, counts in fields for term in terms)})"


def _words(text: str) -> list[str]:
    plain = _ACCENTS.sub("", unicodedata.normalize("NFD", text.lower()))
    return _WORD.findall(unicodedata.normalize("NFC", plain))
