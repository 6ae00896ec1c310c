// Long names that short names are defined by
UNWIND $names AS name
MATCH (definition:Definition {short: name})
RETURN DISTINCT name, definition.long AS long
