// Concepts by type
MATCH (concept:Concept)
RETURN concept.type AS type, count(*) AS concepts
