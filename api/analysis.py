"""Questions to the graph as a whole or across it: who builds on whom."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.shapes import Shape, SideShape
from graph.builds import Use
from graph.builds import builds_on as builds_of
from graph.links import find_paper, titles
from graph.records import Type
from graph.store import Reader

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
            here=SideShape.of(use.here),
            there=SideShape.of(use.there),
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
