"""Console blocks of Markdown pages: run, compared with what the page shows, and rewritten by ``make docs``.

In a block fenced as ``console``, a line that begins with ``$ `` is a command and the lines up to the
next one are its standard output; ``[…]`` as last line stands for the rest of it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = ("README.md",)
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
_REST = "[…]"


def sandbox(folder: Path) -> None:
    """Make ``folder`` look like a checkout to the commands of a page."""
    (folder / "seeds").symlink_to(ROOT / "seeds")
    (folder / "tests").symlink_to(ROOT / "tests")


def run(command: str, folder: Path) -> str:
    """Standard output of a shell command in ``folder``; raises CalledProcessError where it fails."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CONCITE_")}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    environment |= {"CONCITE_STORE": "sqlite:///.data/seeds.db", "COLUMNS": "110", "NO_COLOR": "1"}
    return subprocess.run(
        command, shell=True, cwd=folder, env=environment, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout  # fmt: skip


def commands(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a block with the output that is shown behind it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def as_shown(output: str, shown: str) -> str:
    """``output`` without blanks at line ends, cut as ``shown`` is."""
    lines = [line.rstrip() for line in output.splitlines()]
    if shown.rstrip().endswith(_REST):
        lines = [*lines[: shown.rstrip().count("\n")], _REST]
    return "".join(line + "\n" for line in lines)


def renewed(page: str, folder: Path) -> str:
    """The page with the output that its commands print now."""

    def block(match: re.Match[str]) -> str:
        return "".join(
            f"$ {command}\n{as_shown(run(command, folder), shown)}" for command, shown in commands(match.group())
        )

    return _BLOCK.sub(block, page)


def main() -> None:
    """Rewrite the pages."""
    from tests.docs.cli_page import page

    for name in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            sandbox(Path(folder))
            file = ROOT / name
            file.write_text(renewed(file.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")
    (ROOT / "docs" / "cli.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
