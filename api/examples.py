"""Examples of every model in the document, put together from an example of every field."""

from __future__ import annotations

from typing import Any

_SENTENCE = "We conduct the experiments on the BEHAVE dataset."
# By model and field where a field means something else there; a number of nothing in particular is 1.
_FIELDS: dict[str, object] = {
    "abstract": _SENTENCE, "arxiv": "2301.00001", "authors": "Ada Lovelace",
    "categories": "cs.CV", "concept": "behave", "confidence": 0.929,
    "created": "2026-01-01T00:00:00+00:00", "cursor": None, "decided": 1, "detail": "no paper '10.1145/1'",
    "doi": "10.1145/3292500.3330701", "end": 40, "ending": "learning", "field": "abstract", "form": "BEHAVE",
    "here": "9d0c3afc571135c6", "here_title": "Learning the prior knowledge of the 3D human-object …",
    "hint": "See /docs.",
    "id": "behave", "kind": "same", "longer": "federated learning", "message": "Input should be at least 1",
    "model": "concite-tagger-1+1", "name": "BEHAVE", "names": "behave", "near": "behave", "next": "ImJlaGF2ZSI",
    "paper": "912264b452f698f8", "position": "000-003", "reason": "They share 1 concept.",
    "reasons": "similar spelling",
    "role": "used", "rule": "same", "score": 0.847, "sentence": _SENTENCE, "sha256": "a" * 64, "share": 0.847,
    "shown": "StackFLOW", "size": 1.0, "source": "papers.bib", "start": 34, "status": 404, "subject": "behave",
    "surface": "BEHAVE", "surfaces": "BEHAVE", "text": _SENTENCE, "there": "912264b452f698f8",
    "there_title": "StackFLOW",
    "title": "StackFLOW", "type": "Dataset", "url": "https://example.org/paper", "value": "", "venue": "NeurIPS",
    "version": "0.1.0", "weight": 0.72, "when": "2026-01-01T00:00:00+00:00", "where": "query.limit", "who": "Ada",
    "why": "LeCun 1998", "x": 0.0, "y": 0.0, "year": 2024,
    "SourceShape.name": "papers.bib", "PaperSummaryShape.id": "912264b452f698f8", "PaperShape.id": "912264b452f698f8",
    "ExtractionShape.id": "912264b452f698f8", "DecisionShape.id": "0123456789ab", "SentenceShape.start": 0,
    "SentenceShape.end": len(_SENTENCE), "StatsShape.models": {"concite-tagger-1+1": 197},
    "StatsShape.types": {"Method": 1200, "Dataset": 150, "Task": 600}, "DecidedShape.id": "0123456789ab",
    "NodeShape.kind": "concept", "NodeShape.key": "concept:behave", "EdgeShape.concept": "concept:behave",
    "EdgeShape.paper": "paper:912264b452f698f8", "NodeShape.size": 0.5,
}  # fmt: skip
_PLAIN: dict[str, object] = {"string": "text", "integer": 1, "number": 0.5, "boolean": False, "null": None}


def fill(schemas: dict[str, Any]) -> None:
    """Give an example to every schema that has none of its own."""
    for name, schema in schemas.items():
        if schema.get("type") == "object":
            schema.setdefault("examples", [_of(schema, name, schemas)])


def _of(schema: dict[str, Any], name: str, schemas: dict[str, Any]) -> Any:
    if "examples" in schema:
        return schema["examples"][0]
    return {
        field: _value(one, schemas, f"{name}.{field}", field) for field, one in schema.get("properties", {}).items()
    }


def _value(schema: dict[str, Any], schemas: dict[str, Any], *names: str) -> Any:
    """An example of a field: of the model that it refers to, a list of one, or what stands for its name."""
    if "examples" in schema:
        return schema["examples"][0]
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return _of(schemas[name], name, schemas)
    if "anyOf" in schema:
        return _value(schema["anyOf"][0], schemas, *names)
    if schema.get("type") == "array":
        return [_value(schema["items"], schemas, *names)]
    given = next((_FIELDS[name] for name in names if name in _FIELDS), None)
    if "const" in schema or "enum" in schema:
        known = [schema["const"]] if "const" in schema else schema["enum"]
        return given if given in known else known[0]
    plain = _PLAIN.get(schema.get("type", ""), {})
    return given if isinstance(given, type(plain)) else plain
