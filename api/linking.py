"""Links and their explanations: what they are in an answer, and the questions that they answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from api.shapes import EvidenceShape, PaperConceptShape, RoleWord, Shape, word
from graph.guest import links_of
from graph.holdings import uncounted
from graph.links import ALL, Linked, Only, explain, find_paper, linked, links, rejected_partners
from graph.measure import ANY, Asked
from graph.near import Why, why
from graph.records import Concept, Link, Side, Tagged, Type
from graph.resolve import concepts_by_name, verdicts
from graph.store import Reader
from graph.titles import titles


class SideShape(EvidenceShape):
    """One paper's end of a shared concept."""

    role: RoleWord
    confidence: float
    weight: float = Field(description="What the paper makes of it, before the idf: by role, title and repetition.")

    @classmethod
    def by(cls, side: Side) -> SideShape:
        return cls(
            **dict(EvidenceShape.of(side.evidence)),
            role=word(side.type, side.role),
            confidence=side.confidence,
            weight=side.weight,
        )


class SharedShape(Shape):
    """A concept that both papers have, and its share of the score."""

    concept: str
    name: str
    type: Type
    papers: int
    share: float
    direction: Literal["to", "from"] | None = None
    here: SideShape
    there: SideShape


class NearSideShape(SideShape):
    """One of two concepts that are near, as its paper has it."""

    concept: str
    name: str
    type: Type
    papers: int

    @classmethod
    def near(cls, concept: Concept, side: Side) -> NearSideShape:
        return cls(
            **dict(SideShape.by(side)),
            concept=concept.id,
            name=concept.name,
            type=concept.type,
            papers=concept.papers,
        )


class NearPairShape(Shape):
    """A concept of this paper that is near one of the other: `here` is `why` `there`."""

    cosine: float
    why: Why
    share: float
    here: NearSideShape
    there: NearSideShape


class WordShape(Shape):
    """A word that both texts use, and its share of the score."""

    word: str
    share: float


class ByTypeShape(Shape):
    Method: float
    Dataset: float
    Task: float


class LinkShape(Shape):
    """A linked paper; ``score`` is the sum of ``by_type`` and ``wording``, as of all shares, ``faint``, ``wording``.

    ``faint`` is what pairs of concepts add that are too unlike to be named; ``words`` are those that count most in
    ``wording``.
    """

    paper: str
    title: str
    score: float
    by_type: ByTypeShape
    wording: float
    shared: list[SharedShape]
    near: list[NearPairShape]
    faint: float
    words: list[WordShape]

    @classmethod
    def of(cls, link: Link) -> LinkShape:
        return cls(
            paper=link.there,
            title=link.title,
            score=link.score,
            by_type=ByTypeShape(**link.by_type),
            wording=link.wording,
            shared=[
                SharedShape(
                    concept=shared.concept.id,
                    name=shared.concept.name,
                    type=shared.concept.type,
                    papers=shared.concept.papers,
                    share=shared.share,
                    direction=shared.direction,
                    here=SideShape.by(shared.here),
                    there=SideShape.by(shared.there),
                )
                for shared in link.shared
            ],
            near=[
                NearPairShape(
                    cosine=pair.cosine,
                    why=why(pair.concept.id, pair.other.id),
                    share=pair.share,
                    here=NearSideShape.near(pair.concept, pair.here),
                    there=NearSideShape.near(pair.other, pair.there),
                )
                for pair in link.near
            ],
            faint=link.faint,
            words=[WordShape(word=word, share=share) for word, share in link.words],
        )


class LinkFromShape(LinkShape):
    """A link from ``here``, one of the papers that were asked for."""

    here: str


class LinkedShape(Shape):
    """A paper that several are linked to; ``score`` is the sum of its links' scores by how many were asked for,
    to six decimals.
    """

    paper: str
    title: str
    score: float
    links: list[LinkFromShape]

    @classmethod
    def by(cls, one: Linked) -> LinkedShape:
        links = [LinkFromShape(**dict(LinkShape.of(link)), here=link.here) for link in one.links]
        return cls(paper=one.paper, title=one.title, score=one.score, links=links)


class TextLinksShape(Shape):
    """A text that is not in the store: its concepts, with ``id`` where the store has them, and the papers that it would
    be linked to; ``here`` is the text.
    """

    concepts: list[PaperConceptShape]
    links: list[LinkShape]


class UncountedShape(Shape):
    """What a paper names that is none of its concepts, as it writes it, and why."""

    form: str
    reason: str
    mentions: int


class ExplanationShape(Shape):
    """Why two papers are linked; ``link`` is null where nothing ties them, and ``reason`` says so. With what the score
    is made of, the models that found the concepts, and what they found that does not count.
    """

    here: str
    here_title: str
    there: str
    there_title: str
    reason: str
    link: LinkShape | None
    papers: int = Field(description="In the store: N of the idf; `papers` of a concept is its df.")
    here_model: str
    there_model: str
    here_uncounted: list[UncountedShape]
    there_uncounted: list[UncountedShape]


def paper_links(
    reader: Reader, identifier: str, asked: Asked = ANY, only: Only = ALL, *, limit: int = 20, min_score: float = 0.0
) -> list[LinkShape]:
    found = links(reader, find_paper(reader, identifier), asked, only, limit=limit)
    return [LinkShape.of(link) for link in found if link.score >= min_score]


def papers_links(
    reader: Reader,
    identifiers: Sequence[str],
    asked: Asked = ANY,
    only: Only = ALL,
    *,
    limit: int = 20,
    min_score: float = 0.0,
) -> list[LinkedShape]:
    """What several papers are linked to at once; one that is named twice counts once."""
    papers = list(dict.fromkeys(find_paper(reader, identifier) for identifier in identifiers))
    found = linked(reader, papers, asked, only, limit=limit)
    return [LinkedShape.by(one) for one in found if one.score >= min_score]


def text_links(
    reader: Reader, tagged: Tagged, asked: Asked = ANY, only: Only = ALL, *, limit: int = 20, min_score: float = 0.0
) -> TextLinksShape:
    """The concepts of a text that is not in the store, and the papers that it would be linked to."""
    held, found = links_of(reader, tagged, asked, only, limit=limit)
    known = reader.concepts(one.id for one in held)
    return TextLinksShape(
        concepts=[PaperConceptShape.of(tagged.paper, one, stored=one.id in known) for one in held],
        links=[LinkShape.of(link) for link in found if link.score >= min_score],
    )


def explanation(reader: Reader, here: str, there: str) -> ExplanationShape:
    """Why two papers are linked, or why not."""
    ids = find_paper(reader, here), find_paper(reader, there)
    called = titles(reader, reader.papers(ids).values())
    rejected = ids[1] in rejected_partners(reader, ids[0])
    link = explain(reader, *ids) if ids[0] != ids[1] and not rejected else None
    tagged, size = reader.tagged(ids), reader.size()
    dropped = {id_: _uncounted(reader, one) for id_, one in tagged.items()}
    return ExplanationShape(
        here=ids[0],
        here_title=called[ids[0]],
        there=ids[1],
        there_title=called[ids[1]],
        reason="The link between them was rejected." if rejected else _reason(ids, link, size),
        link=LinkShape.of(link) if link else None,
        papers=size,
        here_model=tagged[ids[0]].tags.model,
        there_model=tagged[ids[1]].tags.model,
        here_uncounted=dropped[ids[0]],
        there_uncounted=dropped[ids[1]],
    )


def _uncounted(reader: Reader, tagged: Tagged) -> list[UncountedShape]:
    concept_of = concepts_by_name(reader, [tagged])
    given = verdicts(reader, concept_of.values(), [tagged.paper.id])
    rows = uncounted(tagged.tags, concept_of, paper=tagged.paper.id, verdicts=given)
    return [UncountedShape(form=one.form, reason=one.reason, mentions=one.mentions) for one in rows]


def _reason(ids: tuple[str, str], link: Link | None, size: int) -> str:
    if ids[0] == ids[1]:
        return "This is one and the same paper."
    if link is None:
        return "They have no concept in common, and none that are alike."
    if not link.shared:
        pair = max(link.near, key=lambda pair: pair.cosine)
        nearest = f"{pair.concept.name} and {pair.other.name} ({pair.cosine:.2f})"
        return f"They have no concept in common; the nearest are {nearest}."
    if len(link.shared) == 1:
        only = link.shared[0].concept
        told = f"They share one concept, {only.name}, which {only.papers} of {size} papers have"
    else:
        told = f"They share {len(link.shared)} concepts"
    if len(link.near) > 1:
        told += f"; {len(link.near)} more pairs are near"
    if link.faint + link.wording > link.score / 2:
        told += "; most of the score comes from words and from concepts that are less alike"
    return f"{told}."
