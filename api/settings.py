"""Settings: everything that can be set from outside, in one typed list.

From the environment (``CONCITE_STORE=…``) or a ``.env`` file in the working folder.
"""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def data_folder() -> Path:
    """Where a user's data lives: ``$XDG_DATA_HOME/concite``, by default ``~/.local/share/concite``."""
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base and Path(base).is_absolute() else Path.home() / ".local" / "share") / "concite"


def default_store() -> str:
    return f"sqlite:///{data_folder() / 'concite.db'}"


class Settings(BaseSettings):
    """See the descriptions of the fields."""

    model_config = SettingsConfigDict(env_prefix="CONCITE_", env_file=".env", extra="ignore", frozen=True)

    store: str = Field(default_factory=default_store, description="URL of the store: `sqlite:///path/to/file.db`.")
    text_limit: int = Field(
        default=20_000, ge=1, description="Characters of a title and abstract that a request may send to be tagged."
    )
