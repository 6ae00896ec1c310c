"""DOIs and arXiv ids as one spelling each, whatever link or prefix they come in."""

from __future__ import annotations

import re
from urllib.parse import unquote

_LONGEST = 512
_DOI_PREFIX = re.compile(
    r"(?:doi(?:\s*:\s*|\s+))?(?:(?P<link>(?:https?://)?(?:www\.|dx\.)?doi\.org/)(?:doi:)?)?", re.IGNORECASE
)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+", re.ASCII)
# What a DOI has behind it in running text; a DOI hardly ever ends so itself.
_TRAILING = ".,;"

_ARXIV_PREFIX = re.compile(
    r"(?:10\.48550/arxiv\.|(?:https?://)?(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf|html|ps|e-print|format|src)/)?(?:arxiv\s*:\s*)?",
    re.IGNORECASE,
)
_ARXIV = re.compile(
    # Four digits behind the dot until 2014, five from then on: a number that lost its last zero is none.
    r"(?:(?P<new>(?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.\d{4}|(?:1[5-9]|[2-9]\d)(?:0[1-9]|1[0-2])\.\d{5})"
    r"|(?P<archive>[a-z]+(?:-[a-z]+)?)(?:\.[a-z]+(?:-[a-z]+)?)?/(?P<old>\d\d(?:0[1-9]|1[0-2])\d{3}))"
    r"(?:v\d+)?(?:\.pdf)?(?:\s*\[[\w.\-]+\])?",
    re.ASCII | re.IGNORECASE,
)
# Those that gave out old-style ids (until March 2007).
_ARCHIVES = frozenset(
    "acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cs dg-ga "
    "funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th patt-sol physics plasm-ph "
    "q-alg q-bio quant-ph solv-int stat supr-con".split()
)


def doi(text: str) -> str | None:
    """The DOI that ``text`` is, without link or prefix, in lower case; None if it isn't one."""
    bare = text.strip()
    found = _DOI_PREFIX.match(bare)
    if found:
        bare = bare[found.end() :]
        if found["link"]:
            # In a link a DOI's own ? and # are escaped, so bare ones begin what is not part of it.
            bare = unquote(re.split(r"[?#]", bare, maxsplit=1)[0])
    bare = bare.rstrip(_TRAILING).lower()
    if len(bare) > _LONGEST or not bare.isprintable() or not _DOI.fullmatch(bare):
        return None
    return bare


def arxiv(text: str) -> str | None:
    """The arXiv id that ``text`` is, without link, prefix, version and subject class; None if it isn't one.

    A DOI of arXiv's own (``10.48550/arXiv.2301.00001``) is one too; ``math.GT/0309136`` is ``math/0309136``.
    """
    bare = (doi(text) or text).strip()
    if len(bare) > _LONGEST:
        return None
    if found := _ARXIV_PREFIX.match(bare):
        bare = re.split(r"[?#]", bare[found.end() :], maxsplit=1)[0]
    found = _ARXIV.fullmatch(bare.rstrip(_TRAILING))
    if not found:
        return None
    if found["new"]:
        return found["new"]
    archive = found["archive"].lower()
    return f"{archive}/{found['old']}" if archive in _ARCHIVES else None
