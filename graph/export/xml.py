"""Text in XML: escaped, and without the characters that XML 1.0 cannot hold."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

_UNKNOWN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def content(value: object) -> str:
    """A value between tags."""
    return escape(_UNKNOWN.sub("", str(value)))


def attribute(value: object) -> str:
    """A value in its quotes."""
    return quoteattr(_UNKNOWN.sub("", str(value)))
