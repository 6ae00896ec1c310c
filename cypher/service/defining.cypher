// Definitions that have one of some names, by paper and place
UNWIND $names AS name
MATCH (definition:Definition)
WHERE definition.short = name OR definition.long = name
WITH DISTINCT definition
MATCH (paper:Paper)-[:HAS_DEFINITION]->(definition)
RETURN paper.id AS paper, properties(definition) AS definition
ORDER BY paper, definition.at
LIMIT $limit
