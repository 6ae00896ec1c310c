"""Folding: when two written forms are one name.

Case, hyphens, slashes, white space and the plural of the last word fold away; nothing else does
(a name is never shortened or guessed: BERT is not BERTScore, CIFAR-10 is not CIFAR-100). A stem that
is only ugly does no harm, as singular and plural meet in it; two different names that meet do.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from graph.records import Type

_JOINERS = re.compile(r"[\s\-‐‑‒–—−_/⁄⟨⟩]+")  # ⟨ and ⟩ too: graph.proposers sets them behind names
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u2060\ufeff™®©]")
_EDGES = "~\"'`“”‘’«»()[]{}.,;:!?"
_APOSTROPHES = str.maketrans("’ʼ", "''")

# No plurals: behind these endings (loss, corpus, analysis; MovieLens, debias, 20News) ...
_SINGULAR_ENDINGS = ("ss", "us", "is", "'s", "bias", "lens", "series", "species", "news", "atlas", "canvas")
# ... fields ("statistics" are no "statistic"), names and acronyms that stand beside a shorter one, and words.
_SINGULAR = frozenset(
    "physics dynamics mechanics statistics mathematics semantics genomics robotics linguistics analytics kinematics "
    "economics ethics optics acoustics phonetics thermodynamics bioinformatics graphics "
    "bayes gibbs stokes reuters keras pandas kansas texas nuscenes "
    "strips trades smiles selfies childes jigsaws scrolls "
    "always chaos cosmos pathos".split()
)
# A name of one word with up to five letters and an s at its end is PACS, MARS, DARTS, unless it is one of these.
_SHORT_PLURALS = frozenset(
    "bases boxes buses cases codes edges faces flows forms games gates goals graphs hints items keys laws masks memes "
    "modes moves nets nodes norms parts paths plans poses roads roles rules sizes slots tasks terms tests texts tools "
    "trees units users views waves words berts bots cars gans vaes cnns dnns gnns llms rnns svms vlms".split()
)
# Plurals that add only an s, where others of their ending change or are none (movie, not movy).
_ADD_S = frozenset("movie cookie calorie zombie cache niche avalanche headache emoji taxi wiki menu gpu cpu".split())
_IRREGULAR = {
    "children": "child", "women": "woman", "men": "man", "mice": "mouse", "feet": "foot", "teeth": "tooth",
    "corpora": "corpus", "criteria": "criterion", "phenomena": "phenomenon", "automata": "automaton",
    "polyhedra": "polyhedron", "spectra": "spectrum", "optima": "optimum", "minima": "minimum", "maxima": "maximum",
    "extrema": "extremum", "equilibria": "equilibrium", "stimuli": "stimulus", "nuclei": "nucleus",
    "formulae": "formula", "schemata": "schema", "axes": "axis", "quizzes": "quiz",
}  # fmt: skip
_PLURAL_ENDINGS = [  # the first that fits
    (re.compile(plural + "$"), singular)
    for plural, singular in (
        ("(aly|the|cri|gno|sta|empha)ses", r"\1sis"),  # not "bases": those of knowledge are more than of vectors
        (r"(bias|lens|gas|canvas|atlas|alias|\bbus|virus|corpus|campus|status|bonus|census|focus)es", r"\1"),
        ("(matr|hel|append)ices", r"\1ix"),
        ("(vert|ind|vort|cort|simpl)ices", r"\1ex"),
        ("(lea|hal|wol|shel)ves", r"\1f"),
        ("(..)ies", r"\1y"),
        ("(her|ech|potat|tomat)oes", r"\1o"),
        ("(ss|sh|ch|x|zz)es", r"\1"),
        ("s", ""),
    )
]

_UNIT = re.compile(r"(?:[\s-]+(?:benchmarks?|data[\s-]?sets?|corpus|corpora))+\s*$", re.IGNORECASE)
# Written like a data set's own name, but a kind of data, a task or a model.
_KINDS = frozenset(
    "chatgpt covid covid-19 fmri iiot kbqa lidar llms mapf mllm mllms odqa reid rgbd rlhf slam videoqa vlms".split()
)
_SHORT_SETS = frozenset("c4 cub ptb r2r voc wsj".split())  # any other of up to three letters may be a task: QA, NLI
_ORDINARY = re.compile("(?:al|an|ed|el|[ae]nce|ese|ic|ing|ion|ish|ity|ive|ment|sis)$")  # Question Answering, Chinese


def fold(text: str) -> str:
    """The name of a written form; empty where it has no letter or digit."""
    return _fold(text)


@lru_cache(maxsize=65536)
def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).translate(_APOSTROPHES)
    words = [word for part in _JOINERS.split(plain) if (word := part.strip(_EDGES))]
    if not any(char.isalnum() for word in words for char in word):
        return ""
    if re.search("[A-Z]s$", words[-1]):  # GANs, SVMs
        words[-1] = words[-1][:-1]
    words = [unicodedata.normalize("NFKC", word.casefold()) for word in words]  # "ß́" comes apart in small letters
    return " ".join((*words[:-1], _singular(words[-1], alone=len(words) == 1)))


def _singular(word: str, *, alone: bool) -> str:
    """The singular of a noun in small letters, by its ending: policies → policy, analyses → analysis."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not word.endswith("s"):
        return word
    if word[:-1] in _ADD_S:
        return word[:-1]
    if word not in _SHORT_PLURALS and (_no_plural(word) or (alone and len(word) <= 5)):
        return word
    changed = next(pattern.sub(to, word) for pattern, to in _PLURAL_ENDINGS if pattern.search(word))
    return _singular(changed, alone=alone)  # until nothing changes, as a name is folded again when it is looked up


def _no_plural(word: str) -> bool:
    return (
        len(word) <= 3  # GPS, AWS, iOS
        or not word[-2].isalpha()  # 1990s
        or not re.search("[aeiouy]", word[:-1])  # CRFS, MCTS
        or word.endswith(_SINGULAR_ENDINGS)
        or word in _SINGULAR
    )


def name(form: str, kind: Type) -> str:
    """The name of a form of this type: a dataset's trailing "dataset", "benchmark" or "corpus" goes too
    where a proper name stands before it: "BEHAVE dataset" is BEHAVE.
    """
    if kind == "Dataset" and (unit := _UNIT.search(form)) and _proper(form[: unit.start()].split(), unit.group()):
        return fold(form[: unit.start()]) or fold(form)
    return fold(form)


def _proper(words: list[str], unit: str) -> bool:
    """Whether words in front of a unit are a name of their own: ImageNet, CIFAR-10, VOC 2012, Penn Treebank."""
    while len(words) > 1 and re.fullmatch(r"v?[\d.]+", words[-1]):  # a year or version
        words = words[:-1]
    last = words[-1].strip(_EDGES) if words else ""
    parts = last.split("-")
    if last.casefold() in _KINDS or not re.search("[A-Za-z]", last) or unit.isupper():
        return False
    if last.casefold() in _SHORT_SETS or any(len(part) > 3 and re.search(".[A-Z0-9]", part) for part in parts):
        return True
    if len(parts) > 1 and parts[-1].isdigit() and last[0].isupper():  # STL-10
        return True
    # Capitals in front of a small "corpus" are the name's; in a title they are any word's.
    return (
        unit.islower()
        and not unit.endswith(("ts", "ks", "a"))  # Synthetic datasets: a sentence may begin with it
        and all(word[0].isupper() for word in words)
        and re.fullmatch("[A-Z][a-z]{3,}", last) is not None
        and not _ORDINARY.search(last)
    )
