// Lead from papers to those whose method or data they use
UNWIND $rows AS row
MATCH (here:Paper {id: row.here})
MATCH (there:Paper {id: row.there})
FOREACH (_ IN CASE row.type WHEN 'Method' THEN [1] ELSE [] END |
  CREATE (here)-[:USES_METHOD_OF {concept: row.concept, revision: $revision}]->(there))
FOREACH (_ IN CASE row.type WHEN 'Dataset' THEN [1] ELSE [] END |
  CREATE (here)-[:USES_DATA_OF {concept: row.concept, revision: $revision}]->(there))
