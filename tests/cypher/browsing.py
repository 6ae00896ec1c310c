"""What people find in Neo4j: a database with the seeds, two decisions and a paper without concepts; files run in it."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

from extract.names import NameEncoder
from graph.add import put
from graph.connect import open_store
from graph.curated import shipped
from graph.decide import decide_all
from graph.decisions import decision
from graph.dump import dump, load
from graph.store import Writer
from tests.api.web.papers import tagged
from tests.docs.console import ROOT
from tests.servers.neo4j import LOGIN, Server

FILES = sorted((ROOT / "cypher" / "browse").glob("*.cypher"))
STYLE = ROOT / "cypher" / "style.grass"
_DECISIONS = [
    decision(
        "same", ("masked image modeling", "masked image modelling"),
        who="Ada", when="2026-01-01T00:00:00+00:00", why="two spellings",
    ),
    decision(
        "type", ("resnet 50",), value="Method", who="Ada", when="2026-01-02T00:00:00+00:00", why="it is a network"
    ),
]  # fmt: skip
_UNTAGGED = tagged("preface", "Preface", "We thank all who wrote to us.")
_SHOWN, _WIDE = 5, 160
_PROPERTIES = re.compile(r"\{[^{}]*\}")  # of a node: in no order that stays
# Behind the rows of each statement.
_END = re.compile(r"\n\n(\d+) rows?\nready to start consuming .*\n")


def fill(server: Server, seeds: str) -> None:
    """Put into the server what the store at ``seeds`` holds, and the rest; nothing is tagged or encoded anew."""
    server.clean()
    with closing(open_store(seeds)) as source, closing(open_store(server.url, LOGIN)) as store:
        load(store, dump(source), shipped())
        vectors = source.read(lambda reader: reader.vectors(reader.concept_ids(limit=100_000)))

        def finish(writer: Writer) -> None:
            put(writer, [], [_UNTAGGED], (), shipped())
            writer.embed(vectors, NameEncoder().id)
            decide_all(writer, _DECISIONS, shipped())

        store.write(finish)


def printed(server: Server) -> dict[Path, tuple[int, str]]:
    """How many rows cypher-shell gets from each file, given as it is, and the table that it prints."""
    texts = [file.read_text(encoding="utf-8") for file in FILES]
    tables = _END.split(server.shell("".join(texts)))
    counts = [int(count) for count in tables[1::2]]
    return dict(zip(FILES, zip(counts, tables[::2], strict=False), strict=True))


def page(found: dict[Path, tuple[int, str]]) -> str:
    """``cypher/README.md`` but for its head: each statement and the first rows of what it returns."""
    return "\n".join(_section(file, *rows) for file, rows in found.items())


def _section(file: Path, count: int, table: str) -> str:
    text = file.read_text(encoding="utf-8")
    title = text.partition("\n")[0].removeprefix("// ")
    rows = [_PROPERTIES.sub("{…}", line) for line in table.strip("\n").splitlines()]
    lines = [line if len(line) <= _WIDE else line[:_WIDE] + "…" for line in rows]
    shown = "\n".join([*lines[: 3 + _SHOWN], *(["…"] if count > _SHOWN else lines[3 + _SHOWN :])])
    head = f"## [{file.stem}](browse/{file.name})\n\n{title}. {count} {'row' if count == 1 else 'rows'} on the seeds."
    return f"{head}\n\n```cypher\n{text}```\n\n```text\n{shown}\n```\n"
