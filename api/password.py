"""Make a random password for Neo4j, once, in the forms that its two readers want.

``python -m api.password FOLDER`` writes ``password`` (for CONCITE_STORE_PASSWORD_FILE) and ``neo4j-auth`` (for
NEO4J_AUTH_PATH) into the folder. Where they are there, they stay. Every user may read them: the two readers have
no group in common, and the folder is a volume that nobody else mounts.
"""

from __future__ import annotations

import secrets
import sys
from pathlib import Path


def make(folder: Path) -> None:
    """Both files; a run that was killed is finished by running it again."""
    password = folder / "password"
    if not password.exists():
        _write(password, secrets.token_urlsafe(24))
    auth = folder / "neo4j-auth"
    if not auth.exists():
        _write(auth, f"neo4j/{password.read_text(encoding='ascii')}")


def _write(file: Path, text: str) -> None:
    """A file that is whole wherever it is there."""
    made = file.with_suffix(".new")
    made.write_text(text, encoding="ascii")
    made.chmod(0o444)
    made.replace(file)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
