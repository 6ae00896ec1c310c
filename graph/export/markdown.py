"""A link as a note in Markdown (CommonMark): what two papers share, with a sentence from both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.errors import NotFound
from graph.export.graph import USES
from graph.links import explain, find_paper, rejected_partners
from graph.records import Evidence, Link, Near, Paper, Shared, Side, role_word
from graph.store import Reader
from graph.titles import title_of

_MARKS = re.compile(r"[\\`*_\[\]<>#~|&!]")


def note(reader: Reader, here: str, there: str) -> Iterator[str]:
    """The lines of the note; raises NotFound where there is no such paper, or nothing ties them."""
    ids = find_paper(reader, here), find_paper(reader, there)
    link = None if ids[0] == ids[1] or ids[1] in rejected_partners(reader, ids[0]) else explain(reader, *ids)
    if link is None:
        raise NotFound(f"nothing ties {ids[0]} and {ids[1]}", hint="`concite explain` says why.")
    tagged = reader.tagged(ids)
    called = [title_of(tagged[id_]) for id_ in ids]
    return _lines(link, [tagged[id_].paper for id_ in ids], called)


def _lines(link: Link, papers: list[Paper], called: list[str]) -> Iterator[str]:
    yield f"# {plain(called[0])} and {plain(called[1])}\n\n"
    for sign, paper, title in zip("AB", papers, called, strict=True):
        facts = [", ".join(paper.authors), paper.venue, paper.year, paper.doi and f"doi:{paper.doi}", paper.id]
        yield f"- **{sign}** {plain(title)}. {plain('. '.join(str(fact) for fact in facts if fact))}\n"
    parts = [f"{kind} {value:.3f}" for kind, value in link.by_type.items()]
    yield f"\nScore {link.score:.3f}: {', '.join([*parts, f'wording {link.wording:.3f}'])}.\n"
    for one in link.shared:
        yield from _pair(one, plain(one.concept.name), _direction(one))
    for near in link.near:
        names = f"{plain(near.concept.name)} and {plain(near.other.name)}"
        yield from _pair(near, names, f", close in meaning ({near.cosine:.2f})")


def _pair(one: Shared | Near, name: str, more: str) -> Iterator[str]:
    yield f"\n## {name}\n\n"
    roles = (f"{_role(side)} in {sign}" for sign, side in (("A", one.here), ("B", one.there)))
    yield f"{one.concept.type}, {', '.join(roles)}{more}; adds {one.share:.3f}.\n"
    for sign, side in (("A", one.here), ("B", one.there)):
        yield f"\n> {_sentence(side.evidence)} ({sign}, {side.evidence.field})\n"


def _role(side: Side) -> str:
    return role_word(side.type, side.role)


def _direction(one: Shared) -> str:
    if one.direction is None:
        return ""
    first, second = ("A", "B") if one.direction == "to" else ("B", "A")
    return f"; {first} {USES[one.concept.type]} {second}"


def _sentence(at: Evidence) -> str:
    """The sentence, with the words that count in bold."""
    before, after = at.start - at.sentence_start, at.end - at.sentence_start
    return f"{plain(at.sentence[:before])}**{plain(at.surface)}**{plain(at.sentence[after:])}".strip()


def plain(text: str) -> str:
    """A text on one line, so that Markdown shows what it says."""
    return re.sub(r"\s+", " ", _MARKS.sub(r"\\\g<0>", text))
