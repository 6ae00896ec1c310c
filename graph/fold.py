"""Folding: when two written forms are one name.

Case, hyphens, slashes, white space and the plural of the last word fold away; nothing else does
(a name is never shortened or guessed: BERT is not BERTScore, CIFAR-10 is not CIFAR-100).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from graph.records import Type

_JOINERS = re.compile(r"[\s\-‐‑‒–—−_/]+")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff]")
_EDGES = "\"'`“”‘’«»()[]{}.,;:!?"
# Words that end like a plural and are none.
_SINGULAR = frozenset(
    "bias atlas canvas gas lens series species news always mips kudos chaos cosmos pathos physics dynamics "
    "mechanics statistics mathematics semantics genomics robotics linguistics analytics kinematics thermodynamics "
    "graphics economics ethics optics acoustics phonetics bayes keras this his its "
    "adidas pandas texas kansas los las".split()
)
_UNITS = re.compile(r"(dataset|data set|benchmark|corpus)$")


def fold(text: str) -> str:
    """The name of a written form; empty where it has no letter or digit."""
    return _fold(text)


@lru_cache(maxsize=65536)
def _fold(text: str) -> str:
    words = [w.strip(_EDGES) for w in _JOINERS.split(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)))]
    words = [w for w in words if w]
    if not any(char.isalnum() for word in words for char in word):
        return ""
    words[-1] = singular(words[-1])
    return " ".join(word.casefold() for word in words)


def singular(word: str) -> str:
    """The singular of an English noun, by its ending: GANs → GAN, policies → policy, analyses → analysis."""
    low = word.casefold()
    if len(low) < 3 or not low.endswith("s") or low in _SINGULAR or low.endswith(("ss", "us", "is", "'s")):
        return word
    if word.isupper():
        return word  # AWS, MIPS: an acronym's plural has a small s
    if low.endswith("analyses") or low.endswith(("theses", "axes", "crises")):
        return word[:-2] + "is"
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def name(form: str, kind: Type) -> str:
    """The name of a form of this type: a dataset's trailing "dataset", "benchmark" or "corpus" goes too,
    where a proper name (a capital or digit inside) stands before it: "BEHAVE dataset" is BEHAVE.
    """
    if kind == "Dataset":
        head, _, last = form.rstrip().rpartition(" ")
        if head and _UNITS.search(singular(last).casefold()) and re.search(r"[A-Z0-9]", head):
            return fold(head) or fold(form)
    return fold(form)
