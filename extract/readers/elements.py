"""XML without entities, an element at a time: no more than one record is held."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat.errors import XML_ERROR_JUNK_AFTER_DOC_ELEMENT, codes

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from extract.readers.files import LONGEST_LINE, Line
from graph.errors import RecordError, UnreadableInput

LONGEST = LONGEST_LINE
"""Bytes of one record, and of what stands between two."""
_SECOND = codes[XML_ERROR_JUNK_AFTER_DOC_ELEMENT]
DEEPEST = 200
"""Elements around an element: what goes deeper is no paper, and takes memory."""

# UTF-16 comes as UTF-8, whatever the declaration says.
_DECLARED = re.compile(r"""\A(\s*<\?xml\b[^<>]{0,200}?)\s+encoding\s*=\s*["']utf-?16[^"']{0,5}["']""", re.IGNORECASE)


def elements(
    pieces: Iterable[Line], source: str, names: Collection[str]
) -> Iterator[tuple[str, Element | RecordError]]:
    """Each element of one of these names (namespaces aside) that is in no other, with where it stands.

    Raises UnreadableInput where entities are declared, or the XML breaks or goes beyond all bounds.
    """
    feed = _Feed(pieces)
    around: list[Element] = []
    number, inside = 0, 0
    try:
        for event, element in iterparse(feed, events=("start", "end")):
            wanted = local(element) in names
            if event == "start":
                inside += wanted
                around.append(element)
                if len(around) > DEEPEST:
                    reason = f"{source}, record {number + 1}: over {DEEPEST} elements stand in each other"
                    raise UnreadableInput(reason, hint="Leave it out.")
                continue
            around.pop()
            inside -= wanted
            if inside:
                continue
            if wanted:
                number += 1
                yield f"{source}, record {number}", element
            if around:
                around[-1].remove(element)
            feed.read_since = 0
    except DefusedXmlException as error:
        hint = "Take the declarations of entities out."
        raise UnreadableInput(f"{source} declares entities of its own, which are not read", hint=hint) from error
    except ParseError as error:
        if error.code == _SECOND:
            hint = "Make a file of each document: what stands behind the first is lost."
        else:
            hint = "Fetch it again; what stands behind the break is lost."
        raise UnreadableInput(f"{source} is broken XML behind record {number}: {error}", hint=hint) from error
    except _TooLong as error:
        reason = f"{source}, record {number + 1}: the record has over {LONGEST:,} bytes"
        raise UnreadableInput(reason, hint="Leave it out.") from error


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def said(element: Element | None, path: str = "") -> str:
    """All text of an element, or of the first one at ``path`` below it; empty where there is none.

    Names in a path have ``{*}`` in front of them where the form has namespaces.
    """
    found = element.find(path) if path and element is not None else element
    return "" if found is None else "".join(found.itertext()).strip()


class _TooLong(Exception):
    pass


class _Feed:
    """Chunks as the file that a parser reads, which ends where nothing is finished for too long."""

    def __init__(self, pieces: Iterable[Line]) -> None:
        self.pieces = iter(pieces)
        self.read_since = 0
        self.begun = False

    def read(self, size: int = -1, /) -> bytes:
        data = b""
        while not data and (piece := next(self.pieces, None)):
            text = piece.text if self.begun else _DECLARED.sub(r"\1", piece.text)
            data = text.encode("utf-8", "surrogateescape")
            self.begun = True
        self.read_since += len(data)
        if self.read_since > LONGEST:
            raise _TooLong
        return data
