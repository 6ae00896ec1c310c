// Let names belong to concepts, which are made where they are missing, and their mentions refer to these
UNWIND $rows AS row
MERGE (name:Name {id: row.name.id})
ON CREATE SET name = row.name
ON MATCH SET name.rule = row.name.rule
MERGE (concept:Concept {id: row.concept})
ON CREATE SET concept.method = 0, concept.dataset = 0, concept.task = 0, concept.papers = 0, concept.broad = 0,
  concept.type = 'Method'
CREATE (name)-[:NAMES]->(concept)
WITH row, concept
MATCH (:Form {name: row.name.id})<-[:HAS_FORM]-(mention:Mention)
CREATE (mention)-[:REFERS_TO]->(concept)
