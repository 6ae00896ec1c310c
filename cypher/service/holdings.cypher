// What papers have of their concepts
UNWIND $papers AS id
MATCH (:Paper {id: id})-[held:HAS_CONCEPT]->(concept:Concept)
RETURN id, concept.id AS concept, held.type, held.role, held.confidence, held.broad, held.weight
ORDER BY id, concept
