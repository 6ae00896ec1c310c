"""The seam between Concite and a database: what a store must do, and nothing about how.

Work is a function that gets a :class:`Reader` or a :class:`Writer` and runs in one transaction; it
may be called again when the database asks for a retry, so it must have no effect of its own.
Identity, scores and order are computed above (``graph.works``, ``graph.resolve``, ``graph.score``):
a store keeps rows and gives them back. Errors: :class:`graph.errors.StoreError` and its kinds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from graph.decisions import Decision
from graph.proposers import Proposal
from graph.records import Concept, Definition, Holding, Mark, Mention, Paper, Source, Tagged, Type, Votes

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Counts:
    """What is in a store, for ``stats``."""

    revision: int
    papers: int
    records: int
    sources: int
    mentions: int
    concepts: int
    names: int
    definitions: int
    decisions: int
    papers_without_concepts: int
    untagged: int  # papers not tagged yet
    models: dict[str, int]  # papers by model
    types: dict[str, int]  # concepts by type


@dataclass(frozen=True, slots=True)
class Summary:
    """A paper as a list shows it."""

    id: str
    title: str  # empty where it has none
    year: int | None
    venue: str | None
    concepts: int


@dataclass(frozen=True, slots=True)
class Posting:
    """A paper's share in a concept, as the score needs it; ``norm`` is the paper's."""

    paper: str
    concept: str
    weight: float
    norm: float


@dataclass(frozen=True, slots=True)
class Frequency:
    """How many papers hold a concept (df of the idf), and its type."""

    papers: int
    type: Type


@dataclass(frozen=True, slots=True)
class Naming:
    """Where a name belongs: its concept, and on which ground (``same``, ``spelling``, ``definition``, ``curated``,
    ``decision``).
    """

    concept: str
    rule: str


class Reader(Protocol):
    """Reads of one snapshot."""

    # -- papers --------------------------------------------------------------------------------
    def find(self, keys: Iterable[str]) -> dict[str, str]:
        """Paper ids by identifying key (``graph.works.keys``); a key that leads nowhere is left out."""
        ...

    def records_at(self, source: Source, positions: Iterable[str]) -> dict[str, str]:
        """Paper ids by position, for records of this very source (name and sha256)."""
        ...

    def positions(self, position: str) -> list[str]:
        """Ids of papers that have a record at this position of any source, sorted."""
        ...

    def same_named(self, source: Source) -> list[Source]:
        """Sources of the same base name and another sha256, sorted."""
        ...

    def papers(self, ids: Iterable[str]) -> dict[str, Paper]: ...

    def tagged(self, ids: Iterable[str]) -> dict[str, Tagged]:
        """Papers with all their mentions and definitions; mentions and definitions in the order of the text."""
        ...

    def models(self, ids: Iterable[str]) -> dict[str, str]:
        """The model that each paper was tagged with."""
        ...

    def paper_ids(self, *, after: str = "", limit: int = 1000, source: Source | None = None) -> list[str]:
        """Ids in order, those greater than ``after``; of one source where it is given."""
        ...

    def added(self, ids: Iterable[str]) -> dict[str, int]:
        """The revision that each paper came with; 0 where that was before this was kept."""
        ...

    def added_since(self, revision: int) -> list[str]:
        """Ids of the papers that were not here at a revision of this store, in order; also such as went in between."""
        ...

    def select(
        self,
        *,
        concept: str | None = None,
        year: int | None = None,
        source: str | None = None,
        after: str = "",
        limit: int = 1000,
    ) -> list[str]:
        """Ids in order, those greater than ``after``, of papers that hold the concept, are of the year, and have a
        record of a source of this base name: whichever are given.
        """
        ...

    def sources(self, *, after: Source | None = None, limit: int = 1000) -> list[tuple[Source, int]]:
        """Sources in order, those greater than ``after``, and how many papers have a record of each."""
        ...

    def summaries(self, ids: Sequence[str]) -> list[Summary]:
        """In the order asked for; unknown ids are left out."""
        ...

    def holdings(self, ids: Iterable[str]) -> dict[str, tuple[Holding, ...]]:
        """Each paper's concepts, in the order of concept id."""
        ...

    def norms(self, ids: Iterable[str]) -> dict[str, float]: ...

    # -- concepts ------------------------------------------------------------------------------
    def namings(self, names: Iterable[str]) -> dict[str, Naming]:
        """Where names belong; unknown ones are left out."""
        ...

    def names_of(self, concepts: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """All names of each concept, sorted."""
        ...

    def names_ending(self, endings: Iterable[str], *, limit: int) -> dict[str, list[str]]:
        """For each ending, the names that have words before it, sorted; an ending of none is left out.

        Of more than ``limit`` those count that come first when their words are read backwards.
        """
        ...

    def concepts(self, ids: Iterable[str]) -> dict[str, Concept]: ...

    def concept_ids(self, *, after: str = "", limit: int = 1000, kind: Type | None = None) -> list[str]: ...

    def concepts_by_size(self, *, limit: int, offset: int = 0, kind: Type | None = None) -> list[Concept]:
        """Most papers first, then by id."""
        ...

    def forms(self, names: Iterable[str]) -> dict[str, dict[str, Votes]]:
        """For each name, how it is written (``form``) and the votes of the mentions written so."""
        ...

    def papers_of(self, concept: str, *, after: str = "", limit: int = 1000) -> list[str]:
        """Ids of papers that hold the concept, in order."""
        ...

    def mentions_of(self, papers: Iterable[str], names: Iterable[str]) -> dict[str, list[Mention]]:
        """Each paper's mentions of these names, in the order of the text; one that has none is left out."""
        ...

    def defining(self, names: Iterable[str], *, limit: int | None = None) -> list[tuple[str, Definition]]:
        """Definitions (with their paper) whose short or long name is among ``names``, by paper and place."""
        ...

    def proposals(self, names: Iterable[str]) -> dict[str, set[Proposal]]:
        """For each name, who proposes or defines it, also where it has a paper behind it (``graph.proposers``)."""
        ...

    def readings(self, shorts: Iterable[str]) -> dict[str, dict[str, int]]:
        """For each short name, the long names that papers define it by, and how many papers do; without definitions it
        is left out.
        """
        ...

    def shorts_of(self, longs: Iterable[str]) -> dict[str, frozenset[str]]:
        """For each long name, the short names that papers define for it."""
        ...

    def used(self, names: Iterable[str]) -> set[str]:
        """Those of the names that some mention or definition has."""
        ...

    # -- what is dropped or doubtful, for ``report`` -------------------------------------------
    def paper_counts(self, names: Iterable[str]) -> dict[str, int]:
        """How many papers mention each name; one that none does is left out."""
        ...

    def ambiguous(self, *, after: str = "", limit: int = 1000) -> dict[str, dict[str, int]]:
        """Short names that papers define by more than one long name, in order, those greater than ``after``: for each
        long name how many papers do.
        """
        ...

    def type_conflicts(self, *, votes: int, percent: int, limit: int) -> tuple[int, list[Concept]]:
        """Concepts that papers hold, of at least this many votes, whose second type has at least this part of them;
        not those whose type people decided. How many there are, and those of most papers, then by id.
        """
        ...

    # -- near concepts -------------------------------------------------------------------------
    def unembedded(self, encoder: str, *, limit: int) -> list[str]:
        """Ids of concepts that papers hold and that have no vector by this encoder, in order."""
        ...

    def vectors(self, concepts: Iterable[str]) -> dict[str, bytes]:
        """The vectors of concepts with their cells (``graph.near``); a concept that has none is left out."""
        ...

    def near(self, concepts: Iterable[str]) -> dict[str, dict[str, float]]:
        """The concepts near each of these (``graph.near``) with their cosines: the nearest first, then by id."""
        ...

    def nearest(self, concepts: Iterable[str]) -> dict[str, dict[str, int]]:
        """The concepts in the list of each of these, with their dot products; an empty list is left out."""
        ...

    def encoder(self) -> str:
        """What encoded the vectors; empty where there never were any."""
        ...

    # -- decisions -----------------------------------------------------------------------------
    def decisions(self) -> list[Decision]:
        """All decisions, by id."""
        ...

    def decisions_on(self, subjects: Iterable[str]) -> list[Decision]:
        """Decisions that have one of these names or ids in their subject, by id."""
        ...

    # -- links ---------------------------------------------------------------------------------
    def candidates(self, paper: str, *, kinds: Sequence[Type], limit: int, near: bool = True) -> list[str]:
        """Ids of the ``limit`` other papers that promise most as partners of a link, best first, then by id.

        What a paper promises is the sum over its concepts of ``graph.near.promise``: for those that are the asked
        paper's and, unless ``near`` is false, those of which one stands in the list of the other's nearest, whether
        near or not. The full measure is made of :meth:`postings`, :meth:`vectors` and :meth:`frequencies`.
        """
        ...

    def frequencies(self, concepts: Iterable[str]) -> dict[str, Frequency]:
        """What a score needs to know of concepts."""
        ...

    def word_counts(self, words: Iterable[str]) -> dict[str, int]:
        """How many papers use each of these words (``graph.wording.words``); one that none does is left out."""
        ...

    def postings(self, papers: Iterable[str], concepts: Iterable[str] | None = None) -> list[Posting]:
        """By paper and concept."""
        ...

    # -- search and counts ---------------------------------------------------------------------
    def search_papers(self, text: str, *, limit: int) -> list[str]:
        """Ids of papers that have all words of ``text`` (the last as a prefix), best first.

        Looked for in title, abstract and concept names. Of words that tens of thousands of papers have, a store may
        rank the first of these alone.
        """
        ...

    def search_concepts(self, text: str, *, limit: int) -> list[str]:
        """Ids of concepts with a name or form that has all words of ``text`` (the last as a prefix).

        Exact names first, then those with most papers, then by id.
        """
        ...

    def counts(self) -> Counts: ...

    def size(self) -> int:
        """How many papers there are (N of the idf)."""
        ...

    def stamp(self) -> str:
        """The revision, told apart from the same number of any other store."""
        ...

    def revision(self) -> int:
        """Grows by one with each transaction that changed rows."""
        ...


class Writer(Reader, Protocol):
    """Reads and changes of one transaction."""

    def replace(self, tagged: Sequence[tuple[Tagged, Sequence[str]]]) -> None:
        """Put papers with their identifying keys in the place of what the store has under their ids.

        A key or a record that another paper had moves. Names and concepts are not made: a changed paper
        is without holdings until :meth:`hold`; one that is there exactly so is not touched.
        """
        ...

    def delete(self, ids: Sequence[str]) -> None:
        """Remove papers with all that is theirs: records, keys, mentions, definitions, holdings, sources left empty."""
        ...

    def name(self, namings: Mapping[str, Naming]) -> None:
        """Say where names belong."""
        ...

    def forget_names(self, names: Iterable[str]) -> None:
        """Remove names, and concepts that are left with neither name nor paper."""
        ...

    def holders(self, names: Iterable[str]) -> list[str]:
        """Ids of papers with a mention of any of these names, sorted."""
        ...

    def hold(self, holdings: Mapping[str, tuple[Sequence[Holding], float]]) -> None:
        """Replace the holdings and the norm of papers."""
        ...

    def mark(self, marks: Mapping[str, Mark]) -> None:
        """Say what is decided of concepts; one that is not among ``marks`` stays as it is."""
        ...

    def embed(self, vectors: Mapping[str, bytes], encoder: str) -> None:
        """Give concepts the vectors of their ids, and find which are near; those by another encoder go.

        One that no paper holds any more is passed over, one that has its vector keeps it. Vectors and nearness stay
        in step with what papers hold without further calls, but for concepts that are :meth:`unembedded`.
        """
        ...

    def postpone_lists(self) -> None:
        """Leave at the end of this transaction which concepts are near: the next one that changes anything without this
        call makes up for it, or :meth:`list_nearest`. For many writes in a row: each would read all vectors.
        """
        ...

    def list_nearest(self) -> None:
        """Make up for what was postponed, now."""
        ...

    def decide(self, decision: Decision) -> None:
        """Keep a decision; one of the same id that is there already stays as it is."""
        ...

    def undecide(self, ids: Iterable[str]) -> None:
        """Take decisions away; unknown ids are passed over."""
        ...

    def drop_derived(self) -> None:
        """Remove names, concepts and holdings, to be made again from mentions and definitions."""
        ...


class Store(Protocol):
    """A database that Concite can keep its rows in."""

    url: str

    def read(self, work: Callable[[Reader], T]) -> T: ...

    def write(self, work: Callable[[Writer], T]) -> T: ...

    def check(self) -> None:
        """Ask the database a question; raises :class:`StoreError` when it does not answer."""
        ...

    def close(self) -> None: ...


def stream(store: Store, *, after: str = "", batch: int = 500) -> Iterator[Tagged]:
    """All papers of a store with ids greater than ``after``, with their tags, by id, a batch at a time."""

    def some(reader: Reader) -> list[Tagged]:
        found = reader.tagged(reader.paper_ids(after=after, limit=batch))
        return [found[paper] for paper in sorted(found)]

    while rows := store.read(some):
        yield from rows
        after = rows[-1].paper.id
