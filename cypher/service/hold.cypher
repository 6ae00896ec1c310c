// Let papers hold concepts, which are made where they are missing, and count the papers
UNWIND $rows AS row
MERGE (concept:Concept {id: row.id})
ON CREATE SET concept.method = 0, concept.dataset = 0, concept.task = 0, concept.papers = 0, concept.broad = 0,
  concept.type = 'Method'
SET concept.papers = concept.papers + row.papers, concept.broad = concept.broad + row.broad
WITH row, concept
UNWIND row.held AS one
MATCH (paper:Paper {id: one.paper})
CREATE (paper)-[held:HAS_CONCEPT]->(concept)
SET held = one.holding
