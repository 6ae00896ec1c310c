"""BibTeX: also that of the ACL Anthology, Zotero, Mendeley, DBLP and Google Scholar.

bibtexparser reads one entry at a time, so a broken one costs nothing but itself. LaTeX's accents,
dashes and braces are decoded; formulas stay as they are.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from bibtexparser.exceptions import ParserStateException
from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import Block, DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, ParsingFailedBlock, String
from bibtexparser.splitter import Splitter
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from extract.readers.entries import LONGEST, entries
from extract.readers.files import Line, plain_suffix
from extract.readers.form import Form, Given, arxiv_in, filled, parted, records, year_in
from graph.errors import RecordError
from graph.records import Record, Source

# What it logs of a broken entry is in the error that comes of it.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

_BEGIN = re.compile(r"\s*@\s*(?P<kind>[A-Za-z]+)\s*[{(]")
_NO_ENTRY = frozenset(("comment", "preamble"))
_MARKS = re.compile(r"""\\.|[{}"#]""", re.DOTALL)  # what counts in a value, and what a backslash stands in front of
_VENUES = ("journal", "journaltitle", "booktitle", "eventtitle", "school", "institution", "howpublished")
_WEB_OF_SCIENCE = "web-of-science-categories"
_VERBATIM = frozenset("doi ee eprint url".split())  # where ~ and -- are themselves
_LATEX = re.compile(r"[\\{}~]|``|''|--")
# pandoc's rule for $…$: no blank inside the dollars, no digit behind them, so that prices stay.
_MATH = re.compile(r"(?<!\\)\$\$?(?!\s)(?:\\.|[^$\\]){1,400}?(?<!\s)\$\$?(?!\d)", re.DOTALL)
_SILENT = ("cite", "citep", "citet", "label", "ref", "footnote")
_HELD = "\ue000"  # where a formula stood
# Signs of BibTeX's texts that would begin a comment or a formula of LaTeX's.
_SIGNS = re.compile(r"(?<!\\)[%$]")


def read(lines: Iterable[Line], source: Source) -> Iterator[Record | RecordError]:
    """One record an entry; comments and preambles are none, and ``@string`` holds for what stands below it."""
    return records(_entries(lines), source, _given)


def sniff(name: str, head: str) -> bool:
    """Named so, or a line begins an entry in front of any that could belong to another form."""
    rows = [row for row in filled(head) if not row.startswith("%")]
    return plain_suffix(name) in (".bib", ".bibtex") or bool(rows) and bool(_BEGIN.match(rows[0]))


def _entries(lines: Iterable[Line]) -> Iterator[tuple[str, Entry | RecordError]]:
    strings: dict[str, str] = {}
    left = LONGEST  # characters that strings may still have
    for where, text in entries(lines, _BEGIN.match):
        if isinstance(text, RecordError):
            yield where, text
            continue
        begin = _BEGIN.match(text)
        if begin and begin["kind"].lower() in _NO_ENTRY:
            continue
        for block in _blocks(text):
            try:
                if isinstance(block, String):
                    strings[block.key.lower()] = made = _joined(block.value, strings, left)
                    left -= len(block.key) + len(made)
                elif isinstance(block, Entry):
                    yield where, _resolved(block, strings)
                elif isinstance(block, ParsingFailedBlock):
                    reason = " ".join(str(getattr(block.error, "abort_reason", block.error)).split()).rstrip(".")
                    hint = "Check its braces, quotes and commas."
                    yield where, RecordError(where, f"the entry cannot be read: {reason}", hint=hint)
            except _TooLong:
                reason = f"the entry has over {LONGEST:,} characters, with all that its strings stand for"
                yield where, RecordError(where, reason, hint="Check that it ends where it should.")


def _blocks(text: str) -> Iterator[Block]:
    """What stands in a text that begins with an entry: more than one, where they share a line.

    Of a field, or an entry's key, that is there twice, the block that has it.
    """
    try:
        blocks = Splitter(text).split().blocks
    except ParserStateException as error:
        blocks = [ParsingFailedBlock(error)]
    for block in blocks:
        known = isinstance(block, DuplicateFieldKeyBlock | DuplicateBlockKeyBlock) and block.ignore_error_block
        yield known or block


def _resolved(entry: Entry, strings: Mapping[str, str]) -> Entry:
    """The entry with the texts of its values. Raises _TooLong."""
    left = LONGEST
    for field in entry.fields:
        field.value = _joined(str(field.value), strings, left)
        left -= len(field.value)
    return entry


class _TooLong(Exception):
    """Strings made of strings grow fast."""


def _joined(value: str, strings: Mapping[str, str], longest: int) -> str:
    """What a value says: texts in quotes or braces, numbers, names of strings, with ``#`` between. Raises _TooLong."""
    made: list[str] = []
    for piece in _pieces(value):
        quoted = len(piece) > 1 and piece[0] + piece[-1] in ("{}", '""')
        made.append(piece[1:-1] if quoted else strings.get(piece.lower(), piece))
        longest -= len(made[-1])
        if longest < 0:
            raise _TooLong
    return "".join(made)


def _pieces(value: str) -> Iterator[str]:
    """A value, cut at each ``#`` that stands in no braces and no quotes."""
    start, depth, quoted = 0, 0, False
    for mark in _MARKS.finditer(value):
        sign = mark.group()
        if sign == '"' and not depth:
            quoted = not quoted
        elif sign in "{}":
            depth += 1 if sign == "{" else -1
        elif sign == "#" and not depth and not quoted:
            yield value[start : mark.start()].strip()
            start = mark.end()
    yield value[start:].strip()


def _given(entry: Entry) -> Given:
    raw: dict[str, str] = {}
    for field in entry.fields:
        raw.setdefault(field.key.lower(), str(field.value))
    fields = {
        name: value if name in _VERBATIM and not re.search(r"[\\{}]", value) else decoded(value)
        for name, value in raw.items()
        if name not in ("author", "editor", "abstract", "file")
    }
    venue = next((fields[name] for name in _VENUES if fields.get(name)), None)
    eprint = (
        fields.get("eprint") if "arxiv" in (raw.get("archiveprefix", "") + raw.get("eprinttype", "")).lower() else ""
    )
    return Given(
        title=fields.get("title"),
        abstract=decoded(raw.get("abstract", "")),
        key=entry.key or None,
        authors=_people(raw.get("author", "")),
        year=year_in(fields.get("year")) or year_in(fields.get("date")),
        venue=venue,
        doi=fields.get("doi"),
        arxiv=eprint
        or arxiv_in(*(fields.get(name) for name in ("arxivid", "eprint", "number", "note", "journal", "volume"))),
        url=fields.get("url") or fields.get("ee"),
        categories=[fields.get("primaryclass"), *parted(fields.get("categories") or fields.get(_WEB_OF_SCIENCE))],
    )


def _people(names: str) -> list[str]:
    people = []
    for name in split_multiple_persons_names(names):
        try:
            people.append(decoded(parse_single_name_into_parts(name, strict=False).merge_first_name_first))
        except InvalidNameError:
            people.append(decoded(name))
    return [name for name in people if name.lower() != "others"]


def decoded(value: str) -> str:
    """A value as it would be printed, formulas aside."""
    if not _LATEX.search(value):
        return value
    formulas = iter(_MATH.findall(value))
    held = _SIGNS.sub(r"\\\g<0>", _MATH.sub(_HELD, value.replace(_HELD, "")))
    try:
        return re.sub(_HELD, lambda _: next(formulas), _decoder().latex_to_text(held))
    except RecursionError:  # braces nested that deep are no text
        return value


@cache
def _decoder() -> LatexNodes2Text:
    specs = [MacroTextSpec("url", simplify_repl="%s"), *(MacroTextSpec(name, simplify_repl="") for name in _SILENT)]
    # pylatexenc takes it for the letter that looks like it.
    specs.append(MacroTextSpec("textasciicircum", simplify_repl="^"))
    macros = get_default_latex_context_db()
    macros.add_context_category("concite", prepend=True, macros=specs)
    return LatexNodes2Text(latex_context=macros)


FORM = Form("bibtex", sniff, read)
