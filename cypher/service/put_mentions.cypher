// Make mentions by their forms, which are made where they are missing and get the votes; they refer to the concept of their name where there is one
UNWIND $rows AS row
MERGE (form:Form {id: row.form.id})
ON CREATE SET form = row.form
ON MATCH SET form.method = form.method + row.form.method,
  form.dataset = form.dataset + row.form.dataset,
  form.task = form.task + row.form.task
WITH row, form
OPTIONAL MATCH (:Name {id: row.form.name})-[:NAMES]->(concept:Concept)
CALL (row, form, concept) {
  UNWIND row.mentions AS one
  MATCH (paper:Paper {id: one.paper})
  CREATE (paper)-[:HAS_MENTION]->(mention:Mention)-[:HAS_FORM]->(form)
  SET mention = one.mention
  FOREACH (_ IN CASE WHEN concept IS NULL THEN [] ELSE [1] END | CREATE (mention)-[:REFERS_TO]->(concept))
}
WITH row, concept
WHERE concept IS NOT NULL
RETURN row.form.name AS name, row.form.form AS form, concept.id AS concept
