"""When two names look as if they were one: how much so, and why in words. It only ever suggests.

Each rule is about one way in which people write the same thing differently. What makes another thing of a
name (a number, a sign, "un-", "-Net") is a veto, whatever the rules say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import prod

from rapidfuzz.distance import OSA

from graph.fold import fold
from graph.spelling import same_word

INITIALS = "initials"
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξπρστυφχψω",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi "
        "omega".split(),
        strict=True,
    )
)
_NO_ACCENTS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i"})
_AMERICAN = [  # British endings, in words of six letters and more ("four" is no British "for")
    (re.compile(british), american)
    for british, american in (
        (r"(?<=[iy])s(?=(?:e|ed|er|ing|able|ation|ational)$)", "z"),
        (r"(?<=[aeiou])([^aeiou]+[aeiou])ll(?=(?:ing|ed|er)$)", r"\1l"),  # modelling, not filling
        (r"our(?=$|al$|ed$|ing$|hood$|ite$)", "or"),
        (r"(?<=[a-z]{3})tre$", "ter"),
        (r"ogue$", "og"),
        (r"(?<=en)ce$", "se"),  # defence; what "sequence" becomes is nobody's word
    )
]
_FOR_TO = re.compile(r"(?<=[a-z]{2})\s?2\s?(?=[a-z]{2})")  # sim2real; not A2C or VGG-2
_SMALL = frozenset("a an the of for in on at with by via using from through".split())
_TURNING = frozenset("of for in on and".split())  # detection of objects
_DIRECTED = frozenset("to then max min".split())  # text to image is not image to text, min-max not max-min
_GENERAL = frozenset("model method algorithm mechanism approach technique framework architecture optimizer".split()) | {
    "problem", "task", "dataset",
}  # fmt: skip  # what kind of thing it is; "process", "network" and "learning" say more than that
# What ends so needs the general word: attention-based model, few-shot problem.
_UNFINISHED = re.compile(r"(?:ed|al|ive|ous|based|driven|free|aware|guided|.ic|multi|shot|order|box|hoc|policy|deep)$")


@dataclass(frozen=True, slots=True)
class Written:
    """A name and the forms that texts give it."""

    name: str
    forms: tuple[str, ...] = ()

    @property
    def acronym(self) -> bool:
        """Whether it is written with two capitals or more: MoE, not moe."""
        return any(sum(char.isupper() for char in form) > 1 for form in self.forms)

    @property
    def proper(self) -> bool:
        """Whether it is never written small: Synthia, PACS."""
        return not any(form[:1].islower() for form in self.forms)

    def coined(self, word: str) -> bool:
        """Whether a word of it is written with a capital inside: RoBERTa, PACS."""
        tokens = (token for form in self.forms for token in re.split(r"\W+", form) if re.search(r"\w[A-Z]", token))
        return any(_regular(token.casefold()) == _regular(word) for token in tokens)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How sure it is that two names are one (0 to 1), and why."""

    score: float
    reasons: tuple[str, ...]


def alike(one: Written, other: Written, counts: Mapping[str, int] | None = None) -> Likeness | None:
    """Why two names may be one; None where they are not alike, or something makes another thing of one.

    ``counts`` says in how many names a word stands: a word that is rare beside its like is a slip.
    """
    if one.name == other.name or _marks(one.name) != _marks(other.name):
        return None
    return (
        _letters(one, other)
        or _order(one, other)
        or _slip(one, other, counts or {})
        or _general(one, other)
        or _initials(one, other)
    )


def _marks(name: str) -> tuple[list[str], list[str]]:
    """Numbers and signs: CIFAR-10 is not CIFAR-100, U-Net not U-Net++, RRT not RRT*."""
    numbers = re.findall(r"\d+(?:\.\d+)*", _FOR_TO.sub(" to ", name))
    return numbers, sorted(char for char in name if not char.isalnum() and char not in " .,'&()")


# -- the same letters ------------------------------------------------------------------------------


def _plain(name: str) -> str:
    if name.isascii():
        return name
    apart = unicodedata.normalize("NFKD", name.translate(_NO_ACCENTS))
    return unicodedata.normalize("NFC", "".join(char for char in apart if not unicodedata.combining(char)))


def _without_greek(name: str) -> str:
    return name if name.isascii() else "".join(_GREEK.get(char, char) for char in name)


@lru_cache(maxsize=65536)
def _american(word: str) -> str:
    if len(word) >= 6:
        for british, american in _AMERICAN:
            word = british.sub(american, word)
    return word


@lru_cache(maxsize=65536)
def _singular(word: str) -> str:
    return fold(f"x {word}")[2:]  # as the last of several words, of which more are taken for plurals


def _words(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda name: " ".join(map(change, name.split()))


_APART = "the same letters without hyphens and spaces"
_PLURAL = "singular and plural"
_STEPS: tuple[tuple[str, float, Callable[[str], str]], ...] = (  # why, how sure it still is, and what is evened out
    ("the same but for accents", 0.99, _plain),
    ("a Greek letter spelled out", 0.97, _without_greek),
    ("“&” and “and”", 0.97, lambda name: name.replace("&", " and ")),
    ("with and without apostrophe", 0.97, lambda name: name.replace("'", "")),
    ("“2” and “to”", 0.95, lambda name: _FOR_TO.sub(" to ", name)),
    ("British and American spelling", 0.96, _words(_american)),
    (_PLURAL, 0.93, _words(_singular)),
    (_APART, 0.95, lambda name: name.replace(" ", "")),
)


def _even(name: str, leave: int = -1) -> str:
    """A name with all that may be written in two ways evened out, but for one step."""
    for at, (_, _, change) in enumerate(_STEPS):
        if at != leave:
            name = change(name)
    return name


def _letters(one: Written, other: Written) -> Likeness | None:
    if _even(one.name) != _even(other.name):
        return None
    needed = [at for at in range(len(_STEPS)) if _even(one.name, at) != _even(other.name, at)]
    steps = [_STEPS[at] for at in needed] or [_STEPS[-1]]
    reasons = tuple(why for why, *_ in steps)
    if _PLURAL in reasons and any(" " not in w.name and (w.proper or w.coined(w.name)) for w in (one, other)):
        return None  # BIRDS is no plural
    score = prod(sure for _, sure, _ in steps)
    if _APART in reasons and len(_even(one.name)) < 5:  # SAM, SA-M
        score *= 0.7
    return Likeness(round(score, 3), reasons)


# -- nearly the same words -------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def _regular(word: str) -> str:
    return _singular(_american(_without_greek(_plain(word)).replace("'", "")))


def regular(name: str) -> list[str]:
    """The words of a name, each evened out."""
    return [_regular(word) for word in name.split()]


def _slip(one: Written, other: Written, counts: Mapping[str, int]) -> Likeness | None:
    """All words are the same but one, which is misspelled or has another ending."""
    mine, theirs = regular(one.name), regular(other.name)
    differ = [pair for pair in zip(mine, theirs, strict=False) if pair[0] != pair[1]]
    if len(mine) != len(theirs) or len(differ) != 1:
        return None
    ((a, b),) = differ
    found = same_word(a, b, counts)
    if found is None or one.coined(a) or other.coined(b):
        return None
    if len(mine) == 1 and not (found.certain and (one.forms and other.forms)):
        return None  # a word alone says too little: attention, abstention
    return Likeness(round(found.score * OSA.normalized_similarity(one.name, other.name), 3), (found.why,))


def _order(one: Written, other: Written) -> Likeness | None:
    """The same words, but for small ones, and for their order."""
    mine, theirs = regular(one.name), regular(other.name)
    if len(_content(mine)) < 2 or sorted(_content(mine)) != sorted(_content(theirs)):
        return None
    if _content(mine) == _content(theirs):
        return Likeness(0.8, ("only small words differ",))
    if theirs in list(_turned(mine)) or mine in list(_turned(theirs)):
        return Likeness(0.75, ("the same words turned around",))
    if _DIRECTED.intersection(mine) or mine[-1] != theirs[-1]:  # action recognition, recognition action
        return None
    return Likeness(0.5, ("the same words in another order",))


def _content(words: list[str]) -> list[str]:
    return [word for word in words if word not in _SMALL]


def _turned(words: list[str]) -> Iterator[list[str]]:
    for at, word in enumerate(words):
        if word in _TURNING:
            yield [*words[at + 1 :], *(["and"] if word == "and" else []), *words[:at]]


# -- more or fewer words ---------------------------------------------------------------------------


def _general(one: Written, other: Written) -> Likeness | None:
    short, long = sorted((regular(one.name), regular(other.name)), key=len)
    if long[:-1] != short or long[-1] not in _GENERAL or short[-1] in _GENERAL or _UNFINISHED.search(short[-1]):
        return None
    return Likeness(0.4 if len(short) > 1 else 0.3, (f"only “{long[-1]}” more",))


def initials(name: str) -> set[str]:
    """What a name of several words may be abbreviated to: with and without its small words."""
    words = name.split()
    return {"".join(word[0] for word in some) for some in (words, _content(words)) if len(some) > 1}


def _initials(one: Written, other: Written) -> Likeness | None:
    short, long = sorted((one, other), key=lambda written: " " in written.name)
    if not short.acronym or not short.name.isalpha() or short.name not in initials(long.name):
        return None
    return Likeness({2: 0.4, 3: 0.5, 4: 0.6}.get(len(short.name), 0.7), (INITIALS,))


# -- where to look ---------------------------------------------------------------------------------


def keys(name: str, variants: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """What a name has in common with every one that it may be alike to, but for initials.

    ``variants`` are the words that a word may be a variant of (``graph.spelling.variants``).
    """
    words = regular(name)
    content = _content(words)
    yield "letters", _even(name)
    yield "words", " ".join(words)
    if len(content) > 1:
        yield "order", " ".join(sorted(content))
    if len(words) > 1 and words[-1] in _GENERAL:
        yield "words", " ".join(words[:-1])
    for at, word in enumerate(words):
        for variant in variants.get(word, ()):
            yield "words", " ".join((*words[:at], variant, *words[at + 1 :]))
