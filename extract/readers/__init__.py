"""Readers of paper files: from a path to records, one at a time.

A form is one module (see ``form.py``); ``FORMS`` lists them in the order in which they are tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from extract.readers import (
    abstracts,
    arxiv,
    arxiv_xml,
    bibtex,
    crossref,
    csl,
    dump,
    files,
    json_objects,
    jsonl,
    listing,
    nbib,
    openalex,
    plain,
    pubmed,
    ris,
    semanticscholar,
    table,
    wos,
)
from extract.readers.files import source_of
from extract.readers.form import Form
from extract.readers.paths import find, spool
from graph.errors import RecordError, UnreadableInput, UsageError
from graph.records import Record, Source

__all__ = ["FORMS", "Form", "find", "read", "source_of", "spool"]

# The surest first: a form of JSON before any JSON Lines; text takes what no other form claims.
_ORDER = (
    dump, arxiv_xml, pubmed, openalex, semanticscholar, arxiv, crossref, csl, json_objects, jsonl, bibtex, ris, nbib,
    wos, listing, table, abstracts, plain,
)  # fmt: skip
FORMS: dict[str, Form] = {module.FORM.name: module.FORM for module in _ORDER}
"""Form name → form."""


def read(
    path: Path, *, form: str | None = None, columns: Mapping[str, str] | None = None
) -> Iterator[Record | RecordError]:
    """The records of one file, in its order; one that cannot be read comes as a ``RecordError``.

    ``form`` overrides the guess; ``columns`` names those of tables (field → column). Raises
    ``UnreadableInput`` at the call where nothing can be read at all (no text, unknown form); and while
    iterating where an archive or a file's frame turns out broken, behind the records in front of the
    break, or where the file holds no record.
    """
    forms = {**FORMS, table.FORM.name: table.form(columns)} if columns else FORMS
    if form is not None and form not in forms:
        raise UsageError(f"there is no form {form!r}", hint=f"Choose one of {', '.join(sorted(forms))}.")
    head = files.head(path)
    name = files.base_name(path)
    chosen = forms[form] if form else next((known for known in forms.values() if known.sniff(name, head)), None)
    if chosen is None:
        hint = f"Name its form with --from: {', '.join(sorted(forms))}."
        raise UnreadableInput(f"{name} has a form that is not known", hint=hint)
    return _records(path, chosen, source_of(path))


def _records(path: Path, form: Form, source: Source) -> Iterator[Record | RecordError]:
    empty = True
    for item in form.read(form.pieces(path), source):
        empty = False
        if isinstance(item, RecordError):
            # Callers collect these: a traceback or JSON's own error would hold on to the whole line.
            item.__traceback__ = item.__context__ = None
        yield item
    if empty:
        hint = "Check the file, or name another form with --from."
        raise UnreadableInput(f"{source.name} holds no record of the form {form.name!r}", hint=hint)
