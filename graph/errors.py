"""Everything that Concite raises on purpose.

::

    ConciteError
    ├── UsageError          a request that makes no sense as it stands       400  2
    ├── UnreadableInput     a file or record that cannot be read             422  3
    │   └── RecordError     one record of a file; the rest goes on
    ├── Contradiction       a decision that an older one forbids             409  2
    ├── NotFound            no such paper or concept                         404  5
    └── StoreError          the store does not answer or will not take it    503  4
        ├── StoreUnreachable
        ├── StoreTooNew     made by a newer Concite
        └── StoreReadOnly   may not be written                              403  4

Each class has an HTTP ``status`` and an ``exit_code``; each error says what happened and, as
``hint``, what to do.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar


class ConciteError(Exception):
    """The root. ``message`` says what happened, ``hint`` what to do; ``title`` names the kind of problem."""

    title: ClassVar[str] = "Something went wrong"
    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 1
    default_hint: ClassVar[str] = "Run again with --debug and report what it shows."

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = self.default_hint if hint is None else hint

    @property
    def public(self) -> str:
        """What happened, as whoever asks a server may know it."""
        return self.message


class UsageError(ConciteError):
    title = "The request cannot be understood"
    status = 400
    exit_code = 2
    default_hint = "See `concite --help`."


class UnreadableInput(ConciteError):
    title = "The input cannot be read"
    status = 422
    exit_code = 3
    default_hint = "Check the file, or name its form with --from."


class RecordError(UnreadableInput):
    """One record that cannot be read: ``where`` it stands (file and line), which ``field``, and why."""

    title = "A record cannot be read"

    def __init__(self, where: str, reason: str, *, field: str | None = None, hint: str | None = None) -> None:
        super().__init__(f"{where}: {f'{field}: ' if field else ''}{reason}", hint=hint)
        self.where = where
        self.field = field
        self.reason = reason


class NotFound(ConciteError):
    title = "There is no such thing in the store"
    status = 404
    exit_code = 5
    default_hint = "Look for it with `concite search`."

    def __init__(self, message: str, *, hint: str | None = None, near: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint=hint)
        self.near = near


class StoreError(ConciteError):
    title = "The store does not answer"
    status = 503
    exit_code = 4
    default_hint = "Check --store (or CONCITE_STORE) with `concite doctor`."

    def __init__(self, message: str, *, hint: str | None = None, file: Path | None = None) -> None:
        """``file`` is the store's, where the message names it by its whole path."""
        super().__init__(message, hint=hint)
        self.file = file

    @property
    def public(self) -> str:
        """Where the file lies is not told."""
        return self.message.replace(str(self.file), self.file.name) if self.file else self.message


class StoreUnreachable(StoreError):
    pass


class StoreTooNew(StoreError):
    title = "The store was made by a newer Concite"
    default_hint = "Upgrade Concite, or `dump` it with the newer version and `load` it here."


class StoreReadOnly(StoreError):
    title = "The store may not be written"
    status = 403
    default_hint = "Check the rights of the file and its folder, or choose another --store."
