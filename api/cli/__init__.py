"""The command line. A command parses, a plain function elsewhere works and returns data, a printer prints.

Data goes to standard output, talk and progress to standard error. Exit codes: 0 ok, 1 a bug, 2 usage,
3 input could not be read, 4 store not reachable, 5 nothing found, 130 interrupted.
"""

from __future__ import annotations

import os
import sys

import typer

from api.cli import analyse, decide, export, read, write
from api.cli.shared import Defaults, app_of
from graph.errors import ConciteError

INTERRUPTED = 130

# Products of small matrices gain nothing by more threads, which wait busily for each other; numpy reads it when it is
# imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

app = app_of()


@app.callback()
def concite(
    context: typer.Context,
    store: str | None = typer.Option(
        None, "--store", metavar="URL", envvar="CONCITE_STORE", help="Where the graph is."
    ),
    debug: bool = typer.Option(False, "--debug", help="Show the whole traceback of an error."),
) -> None:
    """Link papers by the methods, datasets and tasks that they share.

    [bold]concite add[/bold] papers.jsonl · [bold]concite links[/bold] PAPER · [bold]concite explain[/bold] A B
    """
    context.obj = Defaults(store, debug)


app.add_typer(read.app)
app.add_typer(analyse.app)
app.add_typer(export.app)
app.add_typer(write.app)
app.add_typer(decide.app)


def main() -> None:
    """Run a command; every error becomes two lines (what; how to fix it) and an exit code."""
    debug = "--debug" in sys.argv
    try:
        code = app(standalone_mode=False)
    except ConciteError as error:
        _fail(error.message, error.hint, debug)
        code = error.exit_code
    except typer.TyperException as error:
        _fail(error.format_message(), "See `concite --help`, or --help behind a command.", debug)
        code = error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except BrokenPipeError:  # `concite papers | head`: the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as error:
        if debug:
            raise
        _fail(f"{type(error).__name__}: {error}", ConciteError.default_hint, debug)
        code = 1
    sys.exit(code)


def _fail(message: str, hint: str, debug: bool) -> None:
    if debug:
        import traceback

        traceback.print_exc()
    sys.stderr.write(f"Error: {message}\n{hint}\n")


__all__ = ["app", "main"]
