// Short names that are defined for long names
UNWIND $names AS name
MATCH (definition:Definition {long: name})
RETURN DISTINCT name, definition.short AS short
