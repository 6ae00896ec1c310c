"""BibTeX, an entry for each paper; concepts are its keywords, and its categories a field of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from graph.export.part import Entry, Part, entries
from graph.export.references import at_conference, family_first, keywords, line, subjects

_MEANT = {
    "\\": r"{\textbackslash}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "^": r"{\textasciicircum}", "~": r"{\textasciitilde}",
}  # fmt: skip
_TO_ESCAPE = re.compile("[" + re.escape("".join(_MEANT)) + "]|(?<=-)-|(?<=[`?!])`|(?<=')'")
# A formula, as pandoc tells it from prices.
_FORMULA = re.compile(r"(?<!\\)\$(?![\s$])(?:\\.|[^$\\]){1,400}?(?<!\s)\$(?![\d$])")
_AND = re.compile(r"\band\b", re.IGNORECASE)
_VERBATIM = frozenset(("doi", "url", "eprint"))
_UNFIT = re.compile(r"[\\{}\s]")
_NO_KEY = re.compile(r"[^\w:./+-]", re.ASCII)


def lines(part: Part) -> Iterator[str]:
    """Entries with a blank line behind each. Text is UTF-8; what LaTeX would take for its own is escaped."""
    return map(entry, entries(part))


def entry(one: Entry) -> str:
    """A paper as its entry, each field on one line."""
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(one))
    kind = "inproceedings" if at_conference(one.paper) else "article" if one.paper.venue else "misc"
    return f"@{kind}{{{_NO_KEY.sub(_coded, one.paper.id)},\n{fields}}}\n\n"


def _fields(one: Entry) -> Iterator[tuple[str, str]]:
    paper = one.paper
    yield "title", f"{{{escaped(one.title)}}}"  # inner braces: styles leave its capitals alone
    if paper.authors:
        yield "author", " and ".join(map(_name, paper.authors))
    for name, value in (
        ("year", paper.year), ("booktitle" if at_conference(paper) else "journal", paper.venue),
        ("abstract", paper.abstract), ("doi", paper.doi), ("url", paper.url), ("eprint", paper.arxiv),
        ("archiveprefix", "arXiv" if paper.arxiv else None), ("keywords", ", ".join(keywords(one)) or None),
        ("categories", subjects(paper) or None),
    ):  # fmt: skip
        if value is not None:
            yield name, _UNFIT.sub(_percent, str(value)) if name in _VERBATIM else escaped(str(value))


def _name(author: str) -> str:
    family, given = family_first(line(author))
    if not given or _AND.search(author):
        return f"{{{escaped(author)}}}"
    return f"{escaped(family)}, {escaped(given)}"


def escaped(text: str) -> str:
    """A text on one line, so that LaTeX prints what it says; formulas in ``$…$`` stay, where their braces match."""
    text = line(text)
    parts, at = [], 0
    for found in _FORMULA.finditer(text):
        if _balanced(found.group()):
            parts += [_TO_ESCAPE.sub(_meant, text[at : found.start()]), found.group()]
            at = found.end()
    return "".join([*parts, _TO_ESCAPE.sub(_meant, text[at:])])


def _balanced(formula: str) -> bool:
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", formula):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _meant(found: re.Match[str]) -> str:
    sign = found.group()
    return _MEANT.get(sign, f"{{}}{sign}")


def _percent(found: re.Match[str]) -> str:
    return quote(found.group())


def _coded(found: re.Match[str]) -> str:
    return f"_{ord(found.group()):x}"
