// Short names that are defined by more than one long name, and by how many papers each
MATCH (definition:Definition)
WHERE definition.short > $after
WITH definition.short AS short, count(DISTINCT definition.long) AS longs
WHERE longs > 1
WITH short
ORDER BY short
LIMIT $limit
MATCH (paper:Paper)-[:HAS_DEFINITION]->(definition:Definition {short: short})
RETURN short, definition.long AS long, count(DISTINCT paper) AS papers
ORDER BY short, long
