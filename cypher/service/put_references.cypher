// Let mentions of names refer to the concepts of these
UNWIND $names AS id
MATCH (:Name {id: id})-[:NAMES]->(concept:Concept)
MATCH (:Form {name: id})<-[:HAS_FORM]-(mention:Mention)
CREATE (mention)-[:REFERS_TO]->(concept)
