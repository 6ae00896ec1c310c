"""Questions to the graph as a whole or across it: who builds on whom, what leads from one paper to another,
how concepts cluster, and what bridges the clusters.
"""

from __future__ import annotations

from functools import partial
from typing import Any, Literal

from pydantic import Field

from api.apart import Apart
from api.linking import SideShape
from api.shapes import ConceptSummaryShape, Shape
from graph import atlas
from graph.builds import Use
from graph.builds import builds_on as builds_of
from graph.links import find_paper
from graph.paths import Chain, Step
from graph.paths import paths as paths_of
from graph.records import Type
from graph.store import Reader
from graph.titles import titles

How = Literal["uses the method of", "uses the data of"]


class UseShape(Shape):
    """Another paper that made what this one uses, or uses what this one made. ``how`` is read from user to maker; CiTO
    says ``usesMethodIn`` and ``usesDataFrom``.
    """

    paper: str
    title: str
    year: int | None
    how: How
    concept: str
    name: str
    type: Type
    here: SideShape
    there: SideShape

    @classmethod
    def of(cls, use: Use, maker: Type) -> UseShape:
        return cls(
            paper=use.paper,
            title=use.title,
            year=use.year,
            how="uses the data of" if maker == "Dataset" else "uses the method of",
            concept=use.concept.id,
            name=use.concept.name,
            type=use.concept.type,
            here=SideShape.by(use.here),
            there=SideShape.by(use.there),
        )


class BuildsShape(Shape):
    """What a paper builds on, and what builds on it: by proper names that one paper alone proposes or introduces."""

    paper: str
    title: str
    builds_on: list[UseShape] = Field(description="This paper uses what those made.")
    built_on_by: list[UseShape] = Field(description="Those use what this paper made.")


def builds_on(reader: Reader, identifier: str) -> BuildsShape:
    """Both ways of one paper; raises NotFound."""
    paper = find_paper(reader, identifier)
    found = builds_of(reader, paper)
    return BuildsShape(
        paper=paper,
        title=titles(reader, reader.papers([paper]).values())[paper],
        builds_on=[UseShape.of(use, use.there.type) for use in found.on],
        built_on_by=[UseShape.of(use, use.here.type) for use in found.by],
    )


class StepShape(Shape):
    """A concept of two papers that follow each other in a chain."""

    concept: str
    name: str
    type: Type
    papers: int
    here: SideShape
    there: SideShape

    @classmethod
    def of(cls, step: Step) -> StepShape:
        one = step.concept
        return cls(
            concept=one.id, name=one.name, type=one.type, papers=one.papers,
            here=SideShape.by(step.here), there=SideShape.by(step.there),
        )  # fmt: skip


class ChainPaperShape(Shape):
    paper: str
    title: str


class ChainShape(Shape):
    """Papers, and the concepts between each and the next. ``strength`` is the product of what each concept counts in
    the papers on either side of it, of a paper's length 1.
    """

    strength: float
    papers: list[ChainPaperShape]
    steps: list[StepShape]

    @classmethod
    def of(cls, chain: Chain) -> ChainShape:
        return cls(
            strength=chain.strength,
            papers=[ChainPaperShape(paper=p, title=t) for p, t in zip(chain.papers, chain.titles, strict=True)],
            steps=[StepShape.of(step) for step in chain.steps],
        )


class PathsShape(Shape):
    """The strongest chains between two papers, best first; ``hubs`` where nothing but hubs joins them."""

    here: str
    there: str
    hubs: bool
    chains: list[ChainShape]


def paths(reader: Reader, here: str, there: str, *, limit: int = 5) -> PathsShape:
    """What leads from one paper to another one; raises NotFound."""
    ids = find_paper(reader, here), find_paper(reader, there)
    found = paths_of(reader, *ids, limit=limit)
    return PathsShape(
        here=ids[0], there=ids[1], hubs=found.hubs, chains=[ChainShape.of(chain) for chain in found.chains]
    )


class CommunityShape(Shape):
    """Concepts that stand together in papers, the most central first, named by the first of them."""

    number: int
    name: str
    concepts: list[ConceptSummaryShape]

    @classmethod
    def of(cls, one: atlas.Community) -> CommunityShape:
        return cls(number=one.number, name=one.name, concepts=[ConceptSummaryShape.of(c) for c in one.concepts])


class TiedShape(Shape):
    """Two concepts that ``papers`` papers hold, ``strength`` times as many as if they were independent."""

    here: str
    there: str
    papers: int
    strength: float


class MapShape(Shape):
    """Communities of concepts, greatest first, and the ties of concepts, strongest first."""

    communities: list[CommunityShape]
    ties: list[TiedShape]

    @classmethod
    def of(cls, found: atlas.Atlas) -> MapShape:
        return cls(
            communities=[CommunityShape.of(one) for one in found.communities],
            ties=[TiedShape(here=t.here, there=t.there, papers=t.papers, strength=t.strength) for t in found.ties],
        )


def concept_map(reader: Reader, *, limit: int = 200) -> MapShape:
    """The map of the ``limit`` concepts with most papers."""
    return MapShape.of(atlas.atlas(reader, limit=limit))


def kept_map(apart: Apart, reader: Reader, *, concepts: int) -> atlas.Atlas:
    """The map as it was made last, where the store still stands so; for work that is done apart."""
    return apart.kept(reader, ("map", concepts), partial(atlas.atlas, limit=concepts))


class JoinedShape(Shape):
    """A community, by its number in the map."""

    number: int
    name: str


class BridgeShape(Shape):
    """A paper or a concept between communities, the one with most of its ties first."""

    id: str
    name: str
    betweenness: float
    joins: list[JoinedShape]

    @classmethod
    def of(cls, id_: str, bridge: atlas.Bridge[Any]) -> BridgeShape:
        joins = [JoinedShape(number=one.number, name=one.name) for one in bridge.joins]
        return cls(id=id_, name=bridge.name, betweenness=bridge.betweenness, joins=joins)


class BridgesShape(Shape):
    """What joins communities, greatest betweenness first."""

    concepts: list[BridgeShape]
    papers: list[BridgeShape]

    @classmethod
    def of(cls, found: atlas.Bridges) -> BridgesShape:
        return cls(
            concepts=[BridgeShape.of(one.what.id, one) for one in found.concepts],
            papers=[BridgeShape.of(one.what, one) for one in found.papers],
        )


def bridges(reader: Reader, *, limit: int = 20, concepts: int = 200) -> BridgesShape:
    """What joins the communities of the map of so many ``concepts``, at most ``limit`` of either kind."""
    return BridgesShape.of(atlas.bridges(reader, limit=limit, concepts=concepts))


def kept_bridges(apart: Apart, reader: Reader, *, limit: int, concepts: int) -> atlas.Bridges:
    """The bridges, kept like the map."""
    return apart.kept(reader, ("bridges", limit, concepts), partial(atlas.bridges, limit=limit, concepts=concepts))
