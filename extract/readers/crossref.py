"""Works as Crossref's REST API and its public data file give them: CSL-JSON with JATS in abstracts."""

from __future__ import annotations

import re

from extract.readers import csl
from extract.readers.files import chunks
from extract.readers.form import Form

_MARK = re.compile(r'"(?:message-type|is-referenced-by-count|reference-count|content-domain)"\s*:')


def sniff(name: str, head: str) -> bool:
    """JSON with a member that only Crossref has."""
    return head.lstrip().startswith(("{", "[")) and bool(_MARK.search(head))


FORM = Form("crossref", sniff, csl.read, chunks)
