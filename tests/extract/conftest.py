"""What tests of the extract room share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the seed documents."""
    return Path(__file__).parents[2] / "seeds"
