r"""Readable text out of a title or abstract as given, with a way back to its offsets.

Abstracts carry LaTeX (``$\mathcal{NC}$``, ``dif\underline{Fusion}``, ``\href{…}{here}``), the stars of Markdown
(``**S**cene``) and citation keys (``maps vaswani2017attention``). The tagger reads them without; a
mention it finds is then placed in the text as given. pylatexenc knows what a macro prints, but its
parser takes ``95% of …`` for a comment, so the scan is ours.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

# Macros that print nothing themselves: their arguments stand in other places or not at all.
_DROPPED = frozenset("cite citep citet citealp autocite textcite label ref eqref vspace hspace usepackage".split())
_LINKS = frozenset(("href",))
# Font switches and size hints: gone, with the blank that ends them.
_SILENT = frozenset(
    "em bf it rm sf tt sc cal left right big Big bigl bigr Bigl Bigr displaystyle textstyle limits "
    "noindent centering par item small large xspace".split()
)
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", '"': "\u0308", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "H": "\u030b", "k": "\u0328", "u": "\u0306", "r": "\u030a",
}  # fmt: skip
_MARKUP = re.compile(r"[\\$]|\*(?=[\w\\$])|(?<![\w\\])[a-z]{2,}(?:19|20)\d\d[a-z]{2,}(?!\w)")
# pandoc's rule for $…$: no blank inside the dollars, no digit behind them, so that prices stay.
_MATH = re.compile(
    r"\$\$?(?:(?!\s)((?:\\.|[^$\\]){1,400}?)(?<!\s)|((?=[^$]*[\\^_])(?:\\.|[^$\\]){1,400}?))\$\$?(?!\d)", re.DOTALL
)
# Bold also inside a word, **S**cene; italics only around whole ones, so that A* and 3*4 stay.
_STARS = re.compile(
    r"\*\*(?=[\w\\$])([^*\n]{1,300}?)(?<=\S)\*\*|(?<![\w*])\*(?=[\w\\$])([^*\n]{1,300}?)(?<=\S)\*(?![\w*])"
)
_DEEPEST = 50  # braces inside braces
_LETTER = re.compile(r"\s*\{?\s*\\?([A-Za-z])(?:\s*\})?")
_MACRO = re.compile(r"\\([A-Za-z]+)\*?")


@dataclass(frozen=True, slots=True)
class _Group:
    """A piece of markup: what it prints stands at ``start:end``, the whole of it at ``raw_start:raw_end``."""

    start: int
    end: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Readable ``text``; ``starts[i]:ends[i]`` is where its character ``i`` stands in the text as given."""

    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None
    groups: tuple[_Group, ...] = ()

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The place of ``text[start:end]`` (not empty) in the text as given, whole macros included."""
        if self.starts is None or self.ends is None:
            return start, end
        raw_start, raw_end = self.starts[start], self.ends[end - 1]
        for group in self.groups:
            if start <= group.start < group.end <= end:
                raw_start = min(raw_start, group.raw_start)
                raw_end = max(raw_end, group.raw_end)
        return raw_start, raw_end

    def cleaned(self, raw_start: int, raw_end: int) -> tuple[int, int]:
        """The place in ``text`` of what ``raw_start:raw_end`` of the text as given prints; may be empty."""
        if self.starts is None or self.ends is None:
            return raw_start, raw_end
        inside = [i for i, s in enumerate(self.starts) if s >= raw_start and self.ends[i] <= raw_end]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)


def clean(raw: str) -> Cleaned:
    """Take LaTeX markup and citation keys out of ``raw``; a text without them comes back as it is."""
    if not _MARKUP.search(raw):
        return Cleaned(raw)
    scan = _Scan(raw)
    scan.read(0, len(raw), math=False)
    return Cleaned("".join(scan.chars), tuple(scan.starts), tuple(scan.ends), tuple(scan.groups))


def _pair(raw: str, at: int, end: int) -> re.Match[str] | None:
    """A formula or an emphasis that opens at ``at``."""
    pattern = {"$": _MATH, "*": _STARS}.get(raw[at])
    return pattern.match(raw, at, end) if pattern else None


@cache
def _printed(macro: str) -> str | None:
    r"""What ``\macro`` without arguments prints (``\alpha`` → ``α``), or None where pylatexenc knows nothing."""
    from pylatexenc.latex2text import get_default_latex_context_db

    spec = get_default_latex_context_db().get_macro_spec(macro)
    printed = getattr(spec, "simplify_repl", None)
    return printed if isinstance(printed, str) and "%" not in printed else None


class _Scan:
    """One pass over a text: characters are printed with their place, markup is left out."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.chars: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.groups: list[_Group] = []
        self.depth = 0

    def put(self, text: str, start: int, end: int) -> None:
        for char in text:
            self.chars.append(char)
            self.starts.append(start)
            self.ends.append(end)

    def group(self, printed_from: int, raw_start: int, raw_end: int) -> None:
        if len(self.chars) > printed_from:
            self.groups.append(_Group(printed_from, len(self.chars), raw_start, raw_end))

    def read(self, at: int, end: int, *, math: bool) -> None:
        raw = self.raw
        while at < end:
            char = raw[at]
            if char == "\\" and at + 1 < end:
                at = self.command(at, end, math=math)
            elif not math and (found := _pair(raw, at, end)):
                printed = len(self.chars)
                self.read(*found.span(found.lastindex or 1), math=char == "$")
                self.group(printed, at, found.end())
                at = found.end()
            elif char == "{" and (math or raw.startswith("\\", at + 1)):
                at = self.braces(at, end, math=math)
            elif math and char in "{}^_":
                at += 1
            elif char.islower() and (key := _MARKUP.match(raw, at, end)):
                at = key.end()
            else:
                self.put(char, at, at + 1)
                at += 1

    def braces(self, at: int, end: int, *, math: bool) -> int:
        """Print what stands in the braces that open at ``at``; gives the place behind them."""
        close = self.closing(at, end)
        printed = len(self.chars)
        if self.depth < _DEEPEST:
            self.depth += 1
            self.read(at + 1, close, math=math)
            self.depth -= 1
        else:  # nobody writes so: leave it as it is
            for i in range(at + 1, close):
                self.put(self.raw[i], i, i + 1)
        after = min(close + 1, end)
        self.group(printed, at, after)
        return after

    def closing(self, at: int, end: int) -> int:
        depth = 0
        for i in range(at, end):
            if self.raw[i] == "{":
                depth += 1
            elif self.raw[i] == "}":
                depth -= 1
                if depth == 0:
                    return i
        return end

    def command(self, at: int, end: int, *, math: bool) -> int:
        """Read the command at ``at`` with its arguments; gives the place behind it."""
        found = _MACRO.match(self.raw, at, end)
        name = found.group(1) if found else self.raw[at + 1]
        after = found.end() if found else at + 2
        # \'e, \'{e}, \v{c}, but not \cite
        if name in _ACCENTS and (not found or self.raw[after : after + 1] in ("{", " ")):
            letter = _LETTER.match(self.raw, after, end)
            if letter:
                self.put(unicodedata.normalize("NFC", letter.group(1) + _ACCENTS[name])[:1], at, letter.end())
                return letter.end()
        if not found:
            # \% prints %; \( and \, and the like print nothing; \\ ends a line.
            self.put(name if name in "%$&#_{}|" else " " if name in "\\;,: " else "", at, after)
            return after
        if name in _SILENT:
            return after + (self.raw[after : after + 1] == " ")
        if name in _DROPPED or name in _LINKS:
            after = self.skipped(after, end)
            if name in _DROPPED:
                return after
        printed = len(self.chars)
        if not self.raw.startswith("{", after):
            self.bare(name, at, after)
            return after
        while after < end and self.raw[after] == "{":
            after = self.braces(after, end, math=math)
        if len(self.chars) == printed:
            self.bare(name, at, after)
        self.group(printed, at, after)
        return after

    def bare(self, name: str, at: int, after: int) -> None:
        known = _printed(name)
        if known is None:
            # An author's own macro (\\FedProx) is best read by its name.
            for i, char in enumerate(name):
                self.put(char, at + 1 + i, at + 2 + i)
            self.groups.append(_Group(len(self.chars) - len(name), len(self.chars), at, after))
        else:
            self.put(known, at, after)

    def skipped(self, at: int, end: int) -> int:
        """The place behind one optional and one given argument at ``at``."""
        if self.raw.startswith("[", at) and (close := self.raw.find("]", at, end)) >= 0:
            at = close + 1
        return min(self.closing(at, end) + 1, end) if self.raw.startswith("{", at) else at
