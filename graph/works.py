"""Which records are the same work, and what the paper made of them says.

Keys identify a work: the id that a file gives, DOI, arXiv id, and a hash of the folded abstract (of
title, authors, year and venue where there is no abstract). Records with a key in common are one
paper, except where only the given id is common and the texts are not alike: a file that counts its
papers 1, 2, 3 must not eat another's.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence

from graph.records import Paper, Record

_NO_ABSTRACT = re.compile(
    r"(?:no abstracts?(?: (?:is )?(?:available|provided|given|found))?|(?:the )?abstract (?:is )?(?:not|un) ?available"
    r"|n ?a|none|null|nan|abstract|to be added|tba|not available|withdrawn)",
)
# "This paper has been withdrawn by the author", "RETRACTED ARTICLE: …", "[Retracted] …", "Retraction note to: …".
_WITHDRAWN = re.compile(
    r"\W*(?:this|the) (?:arxiv )?(?:paper|article|manuscript|preprint|submission|work|publication|chapter) "
    r"(?:has been|was|is(?: being)?) (?:temporarily )?(?:withdrawn|retracted|removed)\b"
    r"|\W*(?:retract(?:ed|ion)|withdrawn)(?: (?:article|paper|chapter|notice|note(?: to)?))?\s*[:\]]",
    re.IGNORECASE,
)
_MAY_DIFFER = "title abstract authors year venue doi arxiv url categories".split()
_NOTICE = 400  # letters of a notice at most; more is an abstract that begins with one
_CUT = re.compile(r"(?:\.\.\.|…)\s*$")
_HEAD = 200  # letters and digits of a cut abstract that must be the same as another's
_ALIKE = 0.5  # share of words in common from which two texts are versions of one


def letters(text: str) -> str:
    """Letters and digits of a text, in small letters: what stays the same when it is typeset anew."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def abstract_of(record: Record | Paper) -> str | None:
    """The abstract, or None where there is none, only boilerplate ("Not available") or a notice of withdrawal."""
    text = record.abstract or ""
    plain = " ".join(re.findall(r"[^\W\d_]+", text.casefold()))
    boilerplate = len(text) < 60 and _NO_ABSTRACT.fullmatch(plain)
    return None if not plain or boilerplate or _is_notice(text) else text


def is_retracted(record: Record | Paper) -> bool:
    """Whether its title or abstract says that it was retracted or withdrawn."""
    return bool(_WITHDRAWN.match(record.title or "")) or _is_notice(record.abstract or "")


def _is_notice(abstract: str) -> bool:
    return len(abstract) < _NOTICE and bool(_WITHDRAWN.match(abstract))


def is_cut(text: str | None) -> bool:
    return bool(_CUT.search(text or ""))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def text_hash(record: Record) -> str:
    """16 hex digits for the folded abstract; of title, authors, year and venue where there is no abstract."""
    if abstract := abstract_of(record):
        return _hash("abstract", letters(abstract))
    return _hash(
        "title", letters(record.title or ""), letters("".join(record.authors)), str(record.year), record.venue or ""
    )


def first_id(record: Record) -> str:
    """The id of a paper that begins with this record: given id, DOI, arXiv id or text hash."""
    if record.arxiv and not record.key and not record.doi:
        return f"arxiv:{record.arxiv}"
    return record.key or record.doi or text_hash(record)


def keys(record: Record) -> tuple[str, ...]:
    """What identifies the work, surest first; the given id, which other works may bear too, last."""
    found = [f"text:{text_hash(record)}"]
    if record.doi:
        found.append(f"doi:{record.doi}")
    if record.arxiv:
        found.append(f"arxiv:{record.arxiv}")
    head = letters(abstract_of(record) or "")
    if len(head) >= _HEAD:
        found.append(f"head:{_hash(head[:_HEAD])}")
    if record.key:
        found.append(f"id:{record.key}")
    return tuple(found)


def paper_keys(paper: Paper) -> tuple[str, ...]:
    """All keys that lead to a paper, its own id and DOI's among them."""
    rows = {f"id:{paper.id}", *(key for record in paper.records for key in keys(record))}
    return tuple(sorted(rows))


def lookup_keys(identifier: str) -> tuple[str, ...]:
    """The keys that a person's identifier may mean: a paper's id, a DOI or an arXiv id."""
    from graph import identifiers

    found = [f"id:{identifier}"]
    if doi := identifiers.doi(identifier):
        found += [f"id:{doi}", f"doi:{doi}"]
    if arxiv := identifiers.arxiv(identifier):
        found += [f"id:arxiv:{arxiv}", f"arxiv:{arxiv}"]
    return tuple(found)


def content(record: Record) -> tuple[object, ...]:
    """Everything that a record says, without where it was read."""
    said = (
        record.title, record.abstract, record.key, record.authors, record.year,
        record.venue, record.doi, record.arxiv, record.url,
    )  # fmt: skip
    # A record without categories keeps the hash that it had when there were none.
    return (*said, record.categories) if record.categories else said


def sha256(record: Record) -> str:
    """Hash of what a record says, in hex."""
    return hashlib.sha256(json.dumps(content(record), ensure_ascii=False).encode()).hexdigest()


def alike(one: Record, other: Record) -> bool:
    """Whether two records can be versions of one text: the same title, or half of their words in common."""
    titles = letters(one.title or ""), letters(other.title or "")
    if len(titles[0]) > 15 and titles[0] == titles[1]:
        return True
    words = [set(re.findall(r"\w+", (abstract_of(r) or r.title or "").casefold())) for r in (one, other)]
    return len(words[0] & words[1]) >= _ALIKE * max(1, len(words[0] | words[1]))


def continues(one: Record, other: Record) -> bool:
    """Whether one abstract is the other, cut with "..."."""
    texts = one.abstract or "", other.abstract or ""
    if not is_cut(texts[0]) and not is_cut(texts[1]):
        return False
    short, long = sorted((letters(text) for text in texts), key=len)
    return len(short) >= _HEAD and long.startswith(short)


def _same_text(one: Record, other: Record) -> bool:
    """Whether two records of one text (or, without one, title) are one work: not where titles or identifiers differ."""
    if text_hash(one) != text_hash(other):
        return False
    differ = any(a and b and a != b for a, b in ((one.doi, other.doi), (one.arxiv, other.arxiv)))
    if abstract_of(one) is None:
        return not differ and bool(letters(one.title or ""))
    titles = {letters(title) for title in (one.title, other.title) if title}
    return len(titles) < 2 or len(letters(abstract_of(one) or "")) >= _HEAD


def same(record: Record, paper: Paper) -> bool:
    """Whether a record is of the work of a paper, by what the paper's records say today."""
    theirs = {key for other in paper.records for key in keys(other)}
    kinds = {key.partition(":")[0] for key in keys(record) if key in theirs}
    if kinds & {"doi", "arxiv"}:
        return True
    if "text" in kinds and any(_same_text(record, other) for other in paper.records):
        return True
    if "head" in kinds and any(continues(record, other) for other in paper.records):
        return True
    return "id" in kinds and any(alike(record, other) for other in paper.records)


def merge(paper_id: str, records: Sequence[Record]) -> Paper:
    """The paper that these records make.

    The text is the winner's: one that is not cut by "...", then the longer abstract, then the smaller
    sha256. A title is kept wherever it came from, other fields from the best record that has them.
    """
    ranked = sorted(
        records, key=lambda r: (abstract_of(r) is None, is_cut(r.abstract), -len(abstract_of(r) or ""), sha256(r))
    )
    best = ranked[0]

    def first(name: str) -> object:
        return next((value for r in ranked if (value := getattr(r, name))), None)

    return Paper(
        id=paper_id,
        title=first("title"),  # type: ignore[arg-type] # a field has one type in all records
        abstract=best.abstract or first("abstract"),  # type: ignore[arg-type]
        records=tuple(sorted(records, key=lambda r: (r.source, r.position, sha256(r)))),
        authors=first("authors") or (),  # type: ignore[arg-type]
        year=first("year"),  # type: ignore[arg-type]
        venue=first("venue"),  # type: ignore[arg-type]
        doi=first("doi"),  # type: ignore[arg-type]
        arxiv=first("arxiv"),  # type: ignore[arg-type]
        url=first("url"),  # type: ignore[arg-type]
        categories=first("categories") or (),  # type: ignore[arg-type]
    )


def otherwise(record: Record, paper: Paper) -> dict[str, str | int | tuple[str, ...]]:
    """What a record says otherwise than the paper that it is of, by field; what it does not say is nothing other."""
    said = ((name, getattr(record, name)) for name in _MAY_DIFFER)
    return {name: value for name, value in said if value and value != getattr(paper, name)}
