"""Who builds on whom: a method that one paper proposes, or a data set that it introduces, and the other uses.

Only by a proper name that one paper alone says to be new: that "data augmentation" is proposed here and used there says
nothing, nor does a name that two papers claim. A paper says so at the head of its title ("SciFact: …") or where it
makes the name ("we construct SciFact, a data set of …", "a framework called FooNet"); a model's word for a role is not
enough. Everyday names (``graph/aliases.tsv``) are nobody's. CiTO (Peroni & Shotton 2012) has the words for it:
``usesMethodIn``, ``usesDataFrom``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from graph import curated
from graph.proposers import SURE, capitals, plain, proper
from graph.records import Concept, Direction, Mention, Paper, Side
from graph.store import Reader

CLAIMS = 50
"""A name that more papers define or propose is looked at no further: it is common."""
_LEAST = 4  # letters and digits of a name that is no chance
_SHORT = 6  # ... of one in capitals that is none
_PLAIN = 7  # ... and of one that may be written in other capitals elsewhere

_NEAR = 300  # characters on either side that are read for it

_PART = re.compile(r"[\w-]")
_HEAD = re.compile(r"\s*(?:\([^)]*\)\s*)?(?::|[-–—]\s)")
_CALLED = re.compile(r"\b(?:called|named?|dubbed|termed|coined|namely|call it)\W*$", re.IGNORECASE)
_MADE = re.compile(
    r"""\b(?:we|(?:this|our|the)\s(?:\w+\s)?(?:paper|work|article|study))\s+(?:\w+\s+){0,3}?
        (?P<verb>propos|introduc|present|develop|construct|creat|build|built|releas|design|collect|contribut|curat)\w*
        (?:\s+our)?(?:\s+(?:an?|the)\s(?:(?!\b(?:using|with|on|via|by|based|from|over|in|like|than|to|of)\b)[^.;:,(])+
        (?:[,(:–—]|\s-)\s*)?\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_INTO = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:in)?to\b")


@dataclass(frozen=True, slots=True)
class Proposer:
    """The one paper that says of a concept that it is new, how it writes the name, and when."""

    paper: str
    form: str
    year: int | None


Sole = Mapping[str, Proposer]
"""By concept the one paper that proposes it by a proper name."""


def sole_proposers(reader: Reader, concepts: Iterable[Concept]) -> Sole:
    """Which of these are methods or data sets that one paper alone proposes by a proper name."""
    known = curated.shipped()
    likely = [one.id for one in concepts if one.type != "Task" and not one.broad]
    names = {id_: own for id_, own in reader.names_of(likely).items() if not any(known.touching(own))}
    said = reader.proposals({plain(name) for own in names.values() for name in own})
    claims = {id_: {one.paper for name in own for one in said.get(plain(name), ())} for id_, own in names.items()}
    claims = {id_: who for id_, who in claims.items() if len(who) <= CLAIMS}
    papers = set().union(*claims.values())
    texts = reader.papers(papers)
    found = reader.mentions_of(papers, {name for id_ in claims for name in names[id_]})
    sole = {}
    for id_, who in claims.items():
        own = {paper: [m for m in found.get(paper, ()) if m.name in names[id_]] for paper in who}
        makers = [one for paper, mentions in own.items() if (one := proposer(texts[paper], mentions))]
        if len(makers) == 1:
            sole[id_] = makers[0]
    return sole


def proposer(paper: Paper, mentions: Iterable[Mention]) -> Proposer | None:
    """The paper, if one of its mentions of a concept says that it is new and one is a proper name."""
    own = [m for m in mentions if m.role == "own" and m.type != "Task" and m.confidence >= SURE and _whole(paper, m)]
    forms = [m.form for m in own if proper(m.form) and len(re.sub(r"\W", "", m.form)) >= _LEAST]
    if not forms or not any(_new(paper, mention) for mention in own):
        return None
    return Proposer(paper.id, forms[0], paper.year)


def direction(
    concept: str, here: tuple[Paper, Side], there: tuple[Paper, Side], sole: Sole, common: Collection[str]
) -> Direction | None:
    """``to`` where the paper here uses what the one there alone proposes, ``from`` where it is the other way round.

    ``common`` are the concepts of both: a short name in capitals, such as LASER, is a chance where it stands alone.
    """
    who = sole.get(concept)
    if who is None or here[1].type != there[1].type:
        return None
    if who.form.isupper() and len(who.form) < _SHORT and not set(common) - {concept}:
        return None
    if who.paper == there[0].id and _uses(*here, who):
        return "to"
    return "from" if who.paper == here[0].id and _uses(*there, who) else None


def _uses(paper: Paper, side: Side, who: Proposer) -> bool:
    """Whether a paper's end of a concept may be a use of what the proposer made: not earlier, and written alike."""
    if side.role != "used" or (paper.year is not None and who.year is not None and paper.year < who.year):
        return False
    said, written = side.evidence, side.evidence.surface
    if " " in written:
        return True
    if said.sentence[: said.start - said.sentence_start].endswith("("):  # "Other Long Form (NAME)": its own reading
        return False
    return capitals(written) == capitals(who.form) or (proper(written) and len(written) >= _PLAIN)


def _whole(paper: Paper, mention: Mention) -> bool:
    """Whether a mention is no part of a longer name: of "F-CLIPScore" CLIPScore is."""
    if mention.rule == "nested":
        return False
    text, place = paper.text(mention.place.field), mention.place
    around = text[max(0, place.start - 1) : place.start], text[place.end : place.end + 1]
    return not any(map(_PART.match, around))


def _new(paper: Paper, mention: Mention) -> bool:
    """Whether the words around a mention say that the paper makes what it names."""
    place, text = mention.place, paper.text(mention.place.field)
    before, after = text[max(place.sentence_start, place.start - _NEAR) : place.start], text[place.end :][:_NEAR]
    if place.field == "title" and not before.strip() and _HEAD.match(after):
        return True
    if _CALLED.search(before):
        return True
    made = _MADE.search(before)
    return made is not None and not (made["verb"].lower() == "introduc" and _INTO.match(after))
