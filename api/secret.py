"""Secrets: from the settings themselves, or from a file that they name (as Docker hands them over)."""

from __future__ import annotations

from pathlib import Path

from pydantic import SecretStr

from api.settings import Settings
from graph.errors import UsageError


def secret(settings: Settings, name: str) -> tuple[str, str] | None:
    """The secret of the setting ``name`` or ``name_file``, and the variable that gives it; None where neither does.

    Raises UsageError where both do, or the file cannot be read.
    """
    value: SecretStr | None = getattr(settings, name)
    file: Path | None = getattr(settings, f"{name}_file")
    variable = f"{settings.model_config['env_prefix']}{name.upper()}"
    if value and file:
        raise UsageError(f"{variable} and {variable}_FILE are both set", hint="Unset one of them.")
    if value:
        return value.get_secret_value().strip(), variable
    if file:
        return _kept(file, f"{variable}_FILE"), f"{variable}_FILE"
    return None


def _kept(file: Path, variable: str) -> str:
    try:
        return file.expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        # Without its cause: that would show the bytes which could not be decoded.
        raise UsageError(f"{variable}: cannot read {file}: {why}", hint="Check the path.") from None
