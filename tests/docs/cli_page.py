"""``docs/cli.md``, made from the commands themselves."""

from __future__ import annotations

import re

from typer.main import get_command
from typer.testing import CliRunner

from api.cli import app
from graph import errors

_CODES = {0: "ok", 1: "a bug in Concite", 130: "interrupted"}


def command_names() -> list[str]:
    return sorted(get_command(app).commands)  # type: ignore[attr-defined] # a group has commands


def page() -> str:
    """The whole page: the help of each command, and the exit codes."""
    parts = ["# The command line\n\nMade by `make docs` from `concite --help`; do not edit by hand.\n", _help()]
    parts += [_help(name) for name in command_names()]
    return "\n".join([*parts, "## Exit codes\n", exit_codes()])


def exit_codes() -> str:
    """The table of exit codes, from the error classes."""
    meanings = dict(_CODES)
    for kind in (errors.UsageError, errors.UnreadableInput, errors.StoreError, errors.NotFound):
        meanings[kind.exit_code] = kind.title[0].lower() + kind.title[1:]
    rows = [f"| {code} | {meaning} |" for code, meaning in sorted(meanings.items())]
    return "\n".join(["| code | meaning |", "|---|---|", *rows]) + "\n"


def _help(*names: str) -> str:
    wide = {"COLUMNS": "100", "TERMINAL_WIDTH": "100", "NO_COLOR": "1"}
    result = CliRunner().invoke(app, [*names, "--help"], env=wide)
    text = re.sub(r"\x1b\[[0-9;]*m", "", result.output)
    text = re.sub(r"^(\s*)Usage: \S+", r"\1Usage: concite", text, flags=re.MULTILINE)
    lines = "\n".join(line.rstrip() for line in text.strip("\n").splitlines())
    return f"## concite {' '.join(names)}".rstrip() + f"\n\n```text\n{lines.strip()}\n```\n"
