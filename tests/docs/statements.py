"""What ``cypher/README.md`` shows of statements: run on a server by ``make statements``, below the page's head."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.cypher.browsing import fill, page, printed
from tests.docs.console import ROOT
from tests.seeding import seed
from tests.servers.neo4j import CURRENT, Servers


def main() -> None:
    """Rewrite the page."""
    with tempfile.TemporaryDirectory() as folder, Servers(Path(folder)) as servers:
        seeds = f"sqlite:///{Path(folder) / 'seeds.db'}"
        seed(seeds)
        server = servers.start(CURRENT)
        fill(server, seeds)
        file = ROOT / "cypher" / "README.md"
        head = file.read_text(encoding="utf-8").partition("## [")[0]
        file.write_text(head + page(printed(server)), encoding="utf-8")


if __name__ == "__main__":
    main()
