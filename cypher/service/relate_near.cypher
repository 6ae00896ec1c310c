// Tie concepts that are near in meaning
UNWIND $rows AS row
MATCH (here:Concept {id: row.here})
MATCH (there:Concept {id: row.there})
CREATE (here)-[:NEAR {cosine: row.cosine, revision: $revision}]->(there)
