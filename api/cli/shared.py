"""What all commands share: the options ``--store``, ``--json`` and ``--debug``, and how they print."""

from __future__ import annotations

import functools
import inspect
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from pydantic import BaseModel
    from rich.console import Console
    from rich.table import Table

    from api.embedding import EmbeddingStore
    from graph.curated import Curated
    from graph.store import Reader

_SHARED = {
    "store": Annotated[
        str | None, typer.Option("--store", metavar="URL", help="Where the graph is.  [env var: CONCITE_STORE]")
    ],
    "json": Annotated[bool, typer.Option("--json", help="Print JSON: one object, or one a line for lists.")],
    "debug": Annotated[bool, typer.Option("--debug", help="Show the whole traceback of an error.")],
}

FormOption = Annotated[
    str | None, typer.Option("--from", metavar="FORM", help="The form of the files, if not the one they look like.")
]
ColumnsOption = Annotated[
    str | None,
    typer.Option("--columns", metavar="FIELD=NAME,…", help="Columns of a table: title, abstract, authors, year …"),
]
SkippedOption = Annotated[
    Path | None, typer.Option("--skipped", metavar="FILE", help="Write what was skipped, and why, as NDJSON.")
]
NOTHING_FOUND = 5


@dataclass(frozen=True, slots=True)
class Defaults:
    """Options given before the command."""

    store: str | None = None
    debug: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """What a command gets: which store is meant, and how to print."""

    url: str | None
    json: bool

    @contextmanager
    def store(self) -> Iterator[EmbeddingStore]:
        """The store, opened, and closed behind the command."""
        from api.embedding import open_embedding
        from api.settings import Settings

        store = open_embedding(Settings(), self.url)
        try:
            yield store
        finally:
            store.close()

    def curated(self) -> Curated:
        """The aliases that come with Concite and the user's own."""
        from api.settings import Settings, curated

        return curated(Settings())

    def ask(self, question: Callable[[Reader], Any]) -> Any:
        """The answer to one question to the store."""
        with self.store() as store:
            return store.read(question)

    def show(self, model: BaseModel, printer: Callable[[Console], None]) -> None:
        """Print one thing: its JSON, or what ``printer`` makes of it."""
        if self.json:
            sys.stdout.write(model.model_dump_json() + "\n")
        else:
            printer(console())

    def show_all(
        self, models: Iterable[BaseModel], printer: Callable[[Console], None], *, fail_empty: bool = False
    ) -> None:
        """Print a list: a line of JSON for each, or what ``printer`` makes of them."""
        rows = list(models)
        if self.json:
            sys.stdout.writelines(row.model_dump_json() + "\n" for row in rows)
        elif rows:
            printer(console())
        else:
            say("Nothing found.")
        if fail_empty and not rows:
            raise typer.Exit(NOTHING_FOUND)


def app_of() -> typer.Typer:
    """An app with our habits: help with ``-h`` too, ``[bold]`` in help, no shell completion options in it."""
    return typer.Typer(
        no_args_is_help=True,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def command(app: typer.Typer, name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a command of a function whose first argument is a :class:`Session`, with the shared options."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        given = inspect.signature(function, eval_str=True)
        own = list(given.parameters.values())[1:]

        @functools.wraps(function)
        def run(context: typer.Context, **options: Any) -> None:
            shared = {key: options.pop(key) for key in _SHARED}
            defaults = context.obj or Defaults()
            function(Session(shared["store"] or defaults.store, shared["json"]), **options)

        run.__signature__ = given.replace(  # type: ignore[attr-defined] # typer reads it
            parameters=[
                inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context),
                *(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own),
                *(
                    inspect.Parameter(
                        key, inspect.Parameter.KEYWORD_ONLY, default=None if key == "store" else False, annotation=kind
                    )
                    for key, kind in _SHARED.items()
                ),
            ]
        )
        run.__annotations__ = {p.name: p.annotation for p in run.__signature__.parameters.values()}  # type: ignore[attr-defined]
        return app.command(name)(run)

    return register


def console() -> Console:
    """Standard output; where it is no terminal, lines are broken at ``$COLUMNS`` or 200 characters."""
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() or os.environ.get("COLUMNS") else 200)


def say(text: str) -> None:
    """A word to the person, on standard error."""
    sys.stderr.write(text + "\n")


def table(*columns: str) -> Table:
    """A plain table; columns that begin with ``>`` are set to the right."""
    from rich.table import Table

    made = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        made.add_column(column.lstrip(">"), justify="right" if column.startswith(">") else "left", overflow="fold")
    return made


@contextmanager
def progress(what: str) -> Iterator[Callable[[str], None]]:
    """A line on standard error that says how far long work is; nothing where that is no terminal."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    line = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with line:
        task = line.add_task(what)
        yield lambda text: line.update(task, description=f"{what}: {text}")
