"""When two words may be one that is spelled in two ways, or a slip of it; and when a letter makes another word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

_SHORTEST = 6  # letters: among shorter words nearly every slip is a word of its own (modal, model)
_FARTHEST = 3  # letters in which two words that may be one differ: prompt, prompting
_RARE = 8  # a word is rare beside its like if that stands in so many times more names ...
_HARDLY = 20  # ... and hardly there beside one that stands in so many
_STEM = 4  # letters that two words share in front of their endings
_ROWS = 4_000_000  # distances that are held at a time, a byte each

# Where one word has such a beginning and the other has none or another, they are two things: each group says how.
_PREFIXES = frozenset(
    ("a an anti counter de dis il im in ir mis non un "  # it is not: convex, nonconvex
    "bi co cross di dual mono multi omni poly single tri uni "  # how many: LSTM, BiLSTM
    "auto back down ex extra fore inter intra intro off on out over post pre re sub super trans under up "  # where
    "hetero homo hyper hypo macro max meso micro mid min mini nano tiny "  # how large: ImageNet, TinyImageNet
    "ab ad as con en ob per pro "  # verbs: encode, decode; induce, deduce
    "pseudo quasi self semi weak "  # how much of it: supervised, semisupervised
    "b c d e g m p s t v w x").split()  # the next model of a family: WGAN, mBERT
) | {""}  # fmt: skip
# Likewise behind a name: BERTScore is no BERT, ResNeXt no ResNet, GPT-XL no GPT.
_SUFFIXES = frozenset(
    ("base large small tiny mini nano xl max light lite plus pro turbo ultra "  # sizes of a model
    "bench eval mix qa score set "  # what is made of a model or data
    "form former gan nest net next vae v").split()  # other models
) | {""}  # fmt: skip
# Two words that only look like one, by how they begin.
_OTHERS = tuple(
    (one, other)
    for one, _, other in (
        pair.partition("/")
        for pair in (
            "addict/addit adapti/adopti argument/augment casual/causal collisi/collusi compilat/complet "
            "complement/compliment connecti/correcti contact/contract content/context contract/contrast "
            "conversat/conversi conversat/conservat convecti/convent correcti/correlat deceptio/detectio "
            "deflect/defect detect/delet dilat/dilut discreet/discrete explan/explor fraction/friction "
            "function/fraction generali/generati inflect/infect instructi/inductio interact/intersect mediat/meditat "
            "mediat/medicat multimodal/multimodel crossmodal/crossmodel multilabel/multilevel natural/neural "
            "optical/optimal partial/particl personal/personnel position/positron process/progress "
            "rational/relational reflect/refract relation/rotation selecti/secti simulat/stimulat spatial/special "
            "spatial/spectral shallow/swallow static/statistic stationary/stationery syntactic/synthetic "
            "transfer/transform transform/transport transiti/translati"
        ).split()
    )
)
# Endings by which words of one stem differ; with two of them they are two words (detection, detector) ...
_ENDINGS = frozenset(
    ("s es e d ed r er ers or ors ing ion ions ation ations ive al ally ly ity ness ment ance ence ancy ency ant ent "
    "able ible ic ical ics ism ist y ies ous ful ce cy t th um n an ian ary ory en ize ized izing izer ization").split()
) | {""}  # fmt: skip
_SAME_ENDINGS = {  # ... unless these say the same: how sure that is
    ("ation", "ion"): 0.9, ("er", "or"): 0.9, ("ant", "ent"): 0.9, ("ance", "ence"): 0.9, ("ancy", "ency"): 0.9,
    ("able", "ible"): 0.9, ("ic", "ical"): 0.8, ("", "al"): 0.7, ("ce", "cy"): 0.7, ("ed", ""): 0.6, ("d", ""): 0.6,
    ("ing", ""): 0.5, ("e", "ing"): 0.5, ("ly", ""): 0.5,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SameWord:
    """How sure it is that two words are one (0 to 1), and why; ``certain``: so sure that the word alone will do."""

    score: float
    why: str
    certain: bool = False


def same_word(one: str, other: str, counts: Mapping[str, int]) -> SameWord | None:
    """Why two words may be one, None where they are two; ``counts`` says in how many names each stands."""
    if min(len(one), len(other)) < _SHORTEST or one[0] != other[0] or not (one + other).isalpha():
        return None
    if another_thing(one, other):
        return None
    endings = _endings(one, other)
    if endings:
        sure = _SAME_ENDINGS.get(endings) or _SAME_ENDINGS.get(endings[::-1])
        return SameWord(sure, "another ending") if sure else None
    return _slip(one, other, counts)


def another_thing(one: str, other: str) -> bool:
    """Whether an affix or a letter makes another word: supervised, unsupervised; content, context."""
    return affixed(one, other) or any(
        (one.startswith(a) and other.startswith(b)) or (one.startswith(b) and other.startswith(a)) for a, b in _OTHERS
    )


def affixed(one: str, other: str) -> bool:
    """Whether two words are one with another affix: supervised, unsupervised; BERT, BERTScore."""
    end = _common(one[::-1], other[::-1])
    prefixes = one[: len(one) - end], other[: len(other) - end]
    return _PREFIXES.issuperset(prefixes) or bool(_stems(one) & _stems(other))


def _stems(word: str) -> set[str]:
    return {word.removesuffix(suffix) for suffix in _SUFFIXES if word.endswith(suffix)}


def _common(one: str, other: str) -> int:
    """How many letters two words have in common at their beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _endings(one: str, other: str) -> tuple[str, str] | None:
    """The endings in which two words of one stem differ, the shortest: calibrat-ing, calibrat-ion."""
    splits = ((one[at:], other[at:]) for at in range(_common(one, other), _STEM - 1, -1))
    found = [split for split in splits if _ENDINGS.issuperset(split)]
    return next((split for split in found if split in _SAME_ENDINGS or split[::-1] in _SAME_ENDINGS), None) or next(
        iter(found), None
    )


def _slip(one: str, other: str, counts: Mapping[str, int]) -> SameWord | None:
    distance = OSA.distance(one, other, score_cutoff=2)
    few, many = sorted((counts.get(one, 0), counts.get(other, 0)))
    rare = many >= _RARE * max(few, 1)
    shorter, longer = sorted((len(one), len(other)))
    swapped = sorted(one) == sorted(other)
    if distance == 1 and (rare or (shorter > _SHORTEST and (swapped or shorter < longer or _vowels(one, other)))):
        why = "two letters swapped" if swapped else "one letter differs"
        return SameWord(0.95 if rare else 0.8, why, certain=swapped or shorter < longer)
    if distance == 2 and few <= 1 and many >= _HARDLY and shorter >= 9:
        return SameWord(0.8, "two letters differ")
    return None


def _vowels(one: str, other: str) -> bool:
    """Whether words differ in vowels only: a vowel is easily mistaken, a consonant makes another word."""
    return {char for pair in zip(one, other, strict=True) if pair[0] != pair[1] for char in pair} <= set("aeiouy")


def variants(counts: Mapping[str, int]) -> dict[str, list[str]]:
    """For each word the smaller ones that it may be one with.

    Words are compared where they begin with the same four letters, or with the same letter and end with
    the same four: a slip leaves one of the two as it is.
    """
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for word in sorted(counts):
        if len(word) >= _SHORTEST and word.isalpha():
            blocks[word[:4], ""].append(word)
            blocks[word[0], word[-4:]].append(word)
    found: dict[str, set[str]] = defaultdict(set)
    for words in blocks.values():
        for one, other in _near(words):
            if one not in found[other] and same_word(one, other, counts):
                found[other].add(one)
    return {word: sorted(own) for word, own in found.items() if own}


def _near(words: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs of sorted words that differ in few letters."""
    step = max(1, _ROWS // len(words))
    for start in range(0, len(words), step):
        rows = words[start : start + step]
        near = cdist(rows, words, scorer=OSA.distance, score_cutoff=_FARTHEST, dtype=np.uint8)
        for i, j in np.argwhere(near <= _FARTHEST).tolist():
            if start + i < j:
                yield rows[i], words[j]
