// The concept of each name, where it has one, and the votes of its forms
UNWIND $names AS id
OPTIONAL MATCH (:Name {id: id})-[:NAMES]->(concept:Concept)
OPTIONAL MATCH (form:Form {name: id})
RETURN id, concept.id AS concept, sum(form.method) AS method, sum(form.dataset) AS dataset, sum(form.task) AS task
