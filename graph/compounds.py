"""The names that are a name written together or apart: multimodal, multi-modal; ResNet50, ResNet-50; YOLOv8, YOLO v8.

Only where that is sure to make no other name: between a word and a number, before the number of a version, and within
the compounds of ``compounds.txt``. Anywhere else the same letters may be two things (ViewFusion, view fusion).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise, product

from graph.proposers import plain

_MOST = 5
"""Places of a name that may be closed or open; one that has more is written as it is."""

_NUMBER = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
# What ends in a v of its own stays whole: HIV, CoV, Conv, Nav.
_VERSION = re.compile(r"(?<=[^\W\d_]{2})(?<!\bhi)(?<!\bco)(?<!\bcon)(?<!\bna)(?=v\d+(?:\.\d+)*(?!\S))")


def spellings(name: str) -> tuple[str, ...]:
    """All names that are this one written together or apart, itself among them, the most open one first.

    Each of them gives the same; a name that one paper proposes, or one type of it, is written as it is.
    """
    return _spellings(name) if plain(name) == name else (name,)


@lru_cache(maxsize=65536)
def _spellings(name: str) -> tuple[str, ...]:
    words = _opened(name)
    places = [at for at, (one, other) in enumerate(pairwise(words)) if _optional(one, other, words[at + 2 : at + 3])]
    if not places or len(places) > _MOST:
        return (name,)
    found = set()
    for chosen in product((" ", ""), repeat=len(places)):
        between = dict(zip(places, chosen, strict=True))
        written = "".join(word + between.get(at, " ") for at, word in enumerate(words)).strip()
        if _opened(written) == words:
            found.add(written)
    return tuple(sorted(found, key=lambda one: (-one.count(" "), one)))


def _opened(name: str) -> list[str]:
    """The words of a name with all that may be written apart apart."""
    words = _NUMBER.sub(" ", _VERSION.sub(" ", name)).split()
    return [part for word in words for part in _compounds().get(word, word).split()]


def _optional(one: str, other: str, behind: list[str]) -> bool:
    """Whether two words of an opened name may be written as one."""
    version = other == "v" and one.isalpha() and bool(behind) and behind[0][0].isdecimal()
    number = one[-1].isdecimal() != other[0].isdecimal() and one[-1].isalnum() and other[0].isalnum()
    return version or number or _compounds().get(one + other) == f"{one} {other}"


@cache
def _compounds() -> dict[str, str]:
    """Compounds, written together and apart."""
    lines = files("graph").joinpath("compounds.txt").read_text(encoding="utf-8").splitlines()
    return {line.replace(" ", ""): line for line in lines if line and not line.startswith("#")}
