// Let names belong to concepts
UNWIND $rows AS row
MERGE (name:Name {id: row.id})
ON CREATE SET name = row.name
SET name.rule = row.rule
WITH row, name
OPTIONAL MATCH (name)-[old:NAMES]->(:Concept)
DELETE old
WITH row, name
MATCH (concept:Concept {id: row.concept})
CREATE (name)-[:NAMES]->(concept)
