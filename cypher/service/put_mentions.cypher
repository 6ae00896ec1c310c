// Make mentions, which refer to the concepts of their names where these are known
UNWIND $rows AS row
MATCH (paper:Paper {id: row.paper})
MATCH (form:Form {id: row.form})
CREATE (paper)-[:HAS_MENTION]->(mention:Mention)-[:HAS_FORM]->(form)
SET mention = row.mention
WITH mention, form
MATCH (:Name {id: form.name})-[:NAMES]->(concept:Concept)
CREATE (mention)-[:REFERS_TO]->(concept)
