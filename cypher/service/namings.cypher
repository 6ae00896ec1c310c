// Where names belong
UNWIND $names AS id
MATCH (name:Name {id: id})-[:NAMES]->(concept:Concept)
RETURN id, concept.id AS concept, name.rule AS rule
