"""A small corpus, tagged by hand: every odd thing that a paper may bring is in one of these."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from api.embedding import open_embedding
from api.settings import Settings
from graph.add import put
from graph.curated import Curated
from graph.decide import decide_all
from graph.decisions import decision
from graph.fold import fold
from graph.records import Definition, Field, Mention, Paper, Place, Record, Role, Source, Tagged, Tags, Type

SOURCE = Source("000_page.txt", "a" * 64)


class Names(NamedTuple):
    """Every occurrence of ``form`` names a concept."""

    form: str
    type: Type = "Method"
    role: Role = "used"
    rule: str = "tagger"
    name: str = ""


def place(text: str, field: Field, form: str, start: int) -> Place:
    """A place in its sentence; sentences end with a full stop and a space."""
    first = text.rfind(". ", 0, start)
    last = text.find(". ", start + len(form))
    return Place(field, start, start + len(form), 0 if first < 0 else first + 2, len(text) if last < 0 else last + 1)


def tagged(
    id_: str,
    title: str | None,
    abstract: str | None,
    *named: Names,
    defines: Sequence[tuple[str, str]] = (),
    authors: tuple[str, ...] = (),
    year: int | None = None,
    venue: str | None = None,
    categories: tuple[str, ...] = (),
    doi: str | None = None,
    arxiv: str | None = None,
    url: str | None = None,
) -> Tagged:
    """A paper of one record."""
    record = Record(SOURCE, f"000-{id_}", title, abstract, id_, authors, year, venue, doi, arxiv, url, categories)
    paper = Paper(id_, title, abstract, (record,), authors, year, venue, doi, arxiv, url, categories)
    mentions = []
    for one in named:
        for field in ("title", "abstract"):
            start = (text := paper.text(field)).find(one.form)
            while start >= 0:
                mentions.append(
                    Mention(
                        place(text, field, one.form, start), one.form, one.form, one.name or fold(one.form),
                        one.type, one.role, 0.9, False, one.rule,
                    )
                )  # fmt: skip
                start = text.find(one.form, start + 1)
    mentions.sort(key=lambda m: (m.place.field != "title", m.place.start, m.place.end))
    text = abstract or ""
    definitions = tuple(
        Definition(
            fold(short), fold(long), short, long,
            place(text, "abstract", short, text.index(f"({short})") + 1),
            place(text, "abstract", long, text.index(long)),
        )
        for long, short in defines
    )  # fmt: skip
    return Tagged(paper, Tags("by hand", tuple(mentions), definitions))


EVIL = "<script>alert('1')</script>"
NESTED = "🚀🧪 We propose image pyramid networks 🏔️ for object detection. It is tried on ImageNet."
ODD = "ünï/çödé 100%?#/x&y"
"""An id with everything in it that means something in an address."""

CORPUS = (
    tagged(
        "10.1145/3292500.3330701", "FooNet: a network",
        "We present FooNet. It is trained on ImageNet. It helps object detection.",
        Names("FooNet", role="own"), Names("ImageNet", "Dataset"), Names("object detection", "Task"),
        authors=("Ada Lovelace", "Grace Hopper"), year=2024, venue="NeurIPS", doi="10.1145/3292500.3330701",
        categories=("cs.LG", "stat.ML"), url="https://example.org/foo?a=1&b=2",
    ),
    tagged(
        "nested", "Pyramids", NESTED,
        Names("image pyramid networks", role="own"), Names("image pyramid", rule="nested"),
        Names("object detection", "Task", "own"), Names("ImageNet", "Dataset"),
        arxiv="2301.00001", year=2023,
    ),
    tagged(
        ODD, "An odd id", "It compares with FooNet on ImageNet. There is BERT too.",
        Names("FooNet", role="mentioned"), Names("ImageNet", "Dataset"), Names("BERT", name="bidirectional encoder"),
    ),
    tagged(
        "evil", f"{EVIL} & \"quotes\"", f"A text with {EVIL} in it. It uses FooNet.",
        Names(EVIL, role="own", name="<script>alert('1')</script>"), Names("FooNet"),
        authors=(f"Eve {EVIL}",), venue=f"J. {EVIL}", url="javascript:alert(1)",
    ),
    tagged(
        "bert", None, "A Bidirectional Encoder (BERT) is made. It reads. BERT is tried on GLUE.",
        Names("Bidirectional Encoder", role="own"), Names("BERT", role="own", name="bidirectional encoder"),
        Names("GLUE", "Dataset"), defines=[("Bidirectional Encoder", "BERT")],
    ),
    tagged("a", "A short id", "Another one with GLUE.", Names("GLUE", "Dataset")),
    tagged("a/links", "An id that ends like a route", "Another one with GLUE.", Names("GLUE", "Dataset")),
    tagged("bare", "Nothing is known of this one", None),
)  # fmt: skip


DECISIONS = tuple(
    decision("same", ["nobody", name], who="Ada", when="2026-01-01T00:00:00+00:00", why="“alike”") for name in "xyz"
)
"""On names that no paper has: they change nothing."""


def fill(url: str, papers: Sequence[Tagged] = CORPUS) -> None:
    store = open_embedding(Settings(store=url))
    try:
        store.write(lambda writer: put(writer, (), papers, (), Curated()))
        store.write(lambda writer: decide_all(writer, DECISIONS, Curated()))
    finally:
        store.close()
