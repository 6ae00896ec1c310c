// Lead from concepts to broader ones
UNWIND $rows AS row
MATCH (here:Concept {id: row.here})
MATCH (there:Concept {id: row.there})
CREATE (here)-[:BROADER {revision: $revision}]->(there)
