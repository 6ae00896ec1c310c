"""Abbreviations that a text defines: ``long form (SHORT)`` and ``SHORT (long form)``.

Schwartz & Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text"
(PSB 2003), with four additions: a plural ``s`` on the short form is not looked for in the long one; where the
initials of as many words spell the short form, these are the long one ("Proximal Policy Optimization (PPO)",
not its last two words); the last word of the long form must give a letter unless it is a plain head
("Deep Equilibrium Model (DEQ)"); and a capital inside the first word may give the first letter ("eXplainable
AI (XAI)").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WINDOW = 300  # characters in front of a parenthesis that are looked at
_PARENTHESES = re.compile(r"\(([^()]{2,120})\)")
_FORMULA = re.compile("[=<>≤≥≈~∈∞→←↔]")  # "diffusion models (D→∞)"
_CUT = re.compile(r"[;,]|\s(?:or|aka|hereafter|called|dubbed)\s")
_WORD = re.compile(r"\S+")
_PART = re.compile(r"[^\s\-/]+")
_HEADS = re.compile(
    r"(?:model|network|net|method|algorithm|framework|architecture|system|problem|task|dataset|benchmark|learning|module)"
    r"(?:e?s)?$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"^(?:and|or|the|of|with|to)\s|[.!?:;,]\s|[{}\\^=<>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """Places (start, end) of a short form and of the long form that defines it."""

    short: tuple[int, int]
    long: tuple[int, int]


def abbreviations(text: str) -> list[Abbreviation]:
    """All definitions in ``text``, in its order, a short form once; offsets in code points of ``text``."""
    found: dict[str, Abbreviation] = {}
    for match in _PARENTHESES.finditer(text):
        inner = _CUT.split(match.group(1))[0]
        start = match.start(1) + len(inner) - len(inner.lstrip())
        end = match.start(1) + len(inner.rstrip())
        words = _words_before(text, match.start())
        pair = _long_first(text, (start, end), words) or _short_first(text, (start, end), words)
        if pair:
            found.setdefault(text[slice(*pair.short)], pair)
    return list(found.values())


def _words_before(text: str, at: int) -> list[tuple[int, int]]:
    """Places of the words in front of ``at``; of a long text the last ones, all whole."""
    start = max(0, at - _WINDOW)
    words = [word.span() for word in _WORD.finditer(text, start, at)]
    return words[1:] if start and words and words[0][0] == start else words


def is_short(form: str) -> bool:
    """Whether ``form`` can be an abbreviation: 2 to 12 characters, at most two words, a capital, no formula."""
    return (
        2 <= len(form) <= 12
        and len(form.split()) <= 2
        and form[0].isalnum()
        and any(char.isalpha() for char in form)
        and any(char.isupper() for char in form)
        and not _FORMULA.search(form)
    )


def _long_first(text: str, short: tuple[int, int], words: list[tuple[int, int]]) -> Abbreviation | None:
    form = text[slice(*short)]
    if not is_short(form):
        return None
    bare = _bare(form)
    # At most min(|A| + 5, |A| * 2) words, as in the paper.
    tail = words[-min(len(bare) + 5, len(bare) * 2) :]
    if not tail:
        return None
    first, before = tail[0][0], tail[-1][1]
    start = _initials(bare, text, first, before)
    if start is None:
        start = _align(bare, text, first, before)
    if start is None or not _plausible(form, text[start:before]):
        return None
    return Abbreviation(short, (start, before))


def _initials(short: str, text: str, start: int, end: int) -> int | None:
    """Start of the last words of ``text[start:end]`` whose initials spell ``short``."""
    words = list(_PART.finditer(text, start, end))[-len(short) :]
    spelled = "".join(word.group()[0] for word in words)
    whole = bool(words) and (words[0].start() == start or text[words[0].start() - 1].isspace())
    return words[0].start() if whole and spelled.casefold() == short.casefold() else None


def _short_first(text: str, long: tuple[int, int], words: list[tuple[int, int]]) -> Abbreviation | None:
    if not words or not is_short(text[slice(*words[-1])]):
        return None
    form, inner = text[slice(*words[-1])], text[slice(*long)]
    # The whole parenthesis must be the long form, or a year or remark is taken for one.
    if len(inner.split()) < 2 or _align(_bare(form), text, *long) != long[0] or not _plausible(form, inner):
        return None
    return Abbreviation(words[-1], long)


def _bare(short: str) -> str:
    return short[:-1] if len(short) > 2 and short.endswith("s") and short[-2].isupper() else short


def _plausible(short: str, long: str) -> bool:
    """Whether ``long`` reads like a name: longer than ``short``, without it, without a clause or formula inside."""
    return (
        len(long) > len(short)
        and not _NO_NAME.search(long)
        and short.casefold() not in re.split(r"\W+", long.casefold())
        and long.count(")") == long.count("(")
    )


def _align(short: str, text: str, start: int, end: int) -> int | None:
    """Start of the shortest stretch of ``text[start:end]``, to its end, that has the characters of ``short`` in order.

    The first character must begin a word (Schwartz & Hearst's findBestLongForm), or be a capital behind a small letter.
    """
    at, last = end - 1, -1
    for i in range(len(short) - 1, -1, -1):
        char = short[i].casefold()
        if not char.isalnum():
            continue
        while at >= start and (text[at].casefold() != char or (i == 0 and not _begins(text, start, at))):
            at -= 1
        if at < start:
            return None
        last = max(last, at)
        at -= 1
    at += 1
    silent = re.split(r"[\s\-]+", text[last:end])[1:]  # words behind the one that gives the last letter
    if len(silent) > 1 or (silent and not _HEADS.match(silent[0])):
        return None
    # Back to the word's beginning: "3D-GAN" for GAN would cut a word.
    while at > start and not text[at - 1].isspace() and text[at - 1] not in "([{":
        at -= 1
    return at


def _begins(text: str, start: int, at: int) -> bool:
    before = text[at - 1] if at > start else ""
    return not before.isalnum() or (before.islower() and text[at].isupper())
