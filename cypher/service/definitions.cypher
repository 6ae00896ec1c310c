// Definitions of papers, in the order of the text
UNWIND $papers AS id
MATCH (:Paper {id: id})-[:HAS_DEFINITION]->(definition:Definition)
RETURN id, properties(definition) AS definition
ORDER BY id, definition.at
