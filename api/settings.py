"""Settings: everything that can be set from outside, in one typed list.

From the environment (``CONCITE_STORE=…``) or a ``.env`` file in the working folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.curated import Curated, read, shipped, together
from graph.errors import UnreadableInput


def data_folder() -> Path:
    """Where a user's data lives: ``$XDG_DATA_HOME/concite``, by default ``~/.local/share/concite``."""
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base and Path(base).is_absolute() else Path.home() / ".local" / "share") / "concite"


def default_store() -> str:
    return f"sqlite:///{data_folder() / 'concite.db'}"


class Settings(BaseSettings):
    """See the descriptions of the fields."""

    model_config = SettingsConfigDict(
        env_prefix="CONCITE_",
        env_file=".env",
        env_ignore_empty=True,  # compose files pass on what is not set as an empty text
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,  # a token is among it
    )

    store: str = Field(
        default_factory=default_store,
        description="URL of the store: `sqlite:///path/to/file.db`, or a Neo4j database, `neo4j://host:7687/neo4j` "
        "(`bolt://`; with TLS `neo4j+s://`, `bolt+s://`).",
    )
    store_user: str = Field(default="neo4j", description="The user of a Neo4j store.")
    store_password: SecretStr | None = Field(default=None, description="That user's password.")
    store_password_file: Path | None = Field(default=None, description="A file with that password, in its place.")
    text_limit: int = Field(
        default=20_000, ge=1, description="Characters of a title and abstract that a request may send to be tagged."
    )
    aliases: Path | None = Field(
        default=None,
        description="A file of your own aliases beside the shipped `graph/aliases.tsv`, in its form; where a name is "
        "in both, yours counts. Only papers added later follow a change: `concite rebuild` applies it to all.",
    )
    api_token: SecretStr | None = Field(
        default=None, description="The token that REST asks for where it writes; without one it only reads."
    )
    api_token_file: Path | None = Field(default=None, description="A file with that token, in its place.")
    time_limit: float = Field(
        default=60, gt=0, description="Seconds that a request may take; of a long file, each piece of it."
    )
    cors_origins: str = Field(
        default="",
        description="Origins of other pages whose scripts may ask this server, with blanks between them; `*`: all.",
    )
    upload_limit: int = Field(
        default=2**30, ge=1, description="Bytes of a file that is uploaded (as it comes, also where compressed)."
    )


def environment(settings: Settings) -> dict[str, str]:
    """The same settings as variables, for a process that gets them from there; empty ones count as not set."""
    plain = {
        name: value.get_secret_value() if isinstance(value := getattr(settings, name), SecretStr) else value
        for name in type(settings).model_fields
    }
    prefix = settings.model_config["env_prefix"]
    return {f"{prefix}{name.upper()}": "" if value is None else str(value) for name, value in plain.items()}


def curated(settings: Settings) -> Curated:
    """The aliases that come with Concite and the user's own.

    Raises UnreadableInput where the user's file cannot be read, or says what cannot be.
    """
    own = own_aliases(settings)
    return together(shipped(), own) if own else shipped()


def own_aliases(settings: Settings) -> Curated:
    """The user's own aliases alone."""
    if settings.aliases is None:
        return Curated()
    try:
        return read(_lines(settings.aliases.expanduser()), settings.aliases.name)
    except UnreadableInput as error:
        raise UnreadableInput(f"CONCITE_ALIASES: {error.message}", hint=error.hint) from error


def _lines(file: Path) -> Iterator[str]:
    from extract.readers import files

    if file.is_dir() or not file.exists():
        raise UnreadableInput(f"{file.name} is no file", hint="Check the path.")
    for line in files.lines(file):
        if line.flaw:
            raise line.flaw
        yield line.text
