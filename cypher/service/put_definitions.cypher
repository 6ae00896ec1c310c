// Make definitions
UNWIND $rows AS row
MATCH (paper:Paper {id: row.paper})
CREATE (paper)-[:HAS_DEFINITION]->(definition:Definition)
SET definition = row.definition
