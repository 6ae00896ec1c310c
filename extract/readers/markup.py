"""Titles and abstracts of other programs as plain text: without HTML, JATS or MathML, without wrapped lines."""

from __future__ import annotations

import html
import re

# Only tags that these forms are known to use, so that "a<b and c>d" stays as it is.
_NAMES = (
    "i|b|u|em|strong|sub|sup|inf|sc|scp|small|tt|br|p|div|span|a|ul|ol|li|h[1-6]|title|sec|list|list-item|label|italic"
    "|bold|monospace|roman|sans-serif|underline|ext-link|xref|inline-formula|disp-formula|alternatives|abstract"
    "|math|mi|mn|mo|mrow|msub|msup|msubsup|mfrac|msqrt|mtext|mspace|mstyle|mover|munder|mfenced|semantics|annotation"
    "|jats:[a-z-]+|mml:[a-z]+"
)
_TAG = re.compile(
    rf"<(?P<close>/?)(?P<name>{_NAMES})(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*\s*/?>|<!--[^<>]{{0,2000}}-->",
    re.IGNORECASE,
)
# What is there twice: the source of a formula beside the formula, and the heading that says "Abstract".
_TWICE = re.compile(
    r"<((?:jats:)?tex-math|(?:mml:)?annotation)\b[^<>]{0,500}>[^<]{0,5000}</\1>"
    r"|<((?:jats:)?title)>\s{0,20}(?:abstract|summary)\s{0,20}:?\s{0,20}</\2>",
    re.IGNORECASE,
)
_PARTS = frozenset("p div br li sec list-item jats:p jats:sec jats:list-item".split())
_HEADINGS = frozenset("title jats:title h1 h2 h3 h4 h5 h6".split())
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});", re.IGNORECASE)


def plain(text: str) -> str:
    """``text`` without tags and entities; a blank line or a paragraph is one line break, a wrapped line none."""
    if "<" in text:
        text = _TAG.sub(_printed, _TWICE.sub("", text))
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")))
    return "\n".join(part for part in parts if part)


def _printed(tag: re.Match[str]) -> str:
    name = (tag["name"] or "").lower()
    if name in _HEADINGS:
        return ": " if tag["close"] else "\n\n"
    return "\n\n" if name in _PARTS else ""
