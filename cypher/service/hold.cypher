// Let papers hold concepts
UNWIND $rows AS row
MATCH (paper:Paper {id: row.paper})
MATCH (concept:Concept {id: row.concept})
CREATE (paper)-[held:HAS_CONCEPT]->(concept)
SET held = row.holding
