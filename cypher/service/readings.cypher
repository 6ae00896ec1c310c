// Long names that short names are defined by, and how many papers do
UNWIND $names AS name
MATCH (paper:Paper)-[:HAS_DEFINITION]->(definition:Definition {short: name})
RETURN name, definition.long AS long, count(DISTINCT paper) AS papers
