// The concepts of forms
UNWIND $forms AS id
MATCH (form:Form {id: id})
MATCH (:Name {id: form.name})-[:NAMES]->(concept:Concept)
RETURN id, concept.id AS concept
