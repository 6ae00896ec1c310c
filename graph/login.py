"""How to prove to a server who one is."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Login:
    """A user and a password, which is never shown; without a password the server is asked to do without."""

    user: str = "neo4j"
    password: str = field(default="", repr=False)
