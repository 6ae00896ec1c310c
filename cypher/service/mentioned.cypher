// How many mentions papers have, by form and type
UNWIND $papers AS id
MATCH (:Paper {id: id})-[:HAS_MENTION]->(mention:Mention)-[:HAS_FORM]->(form:Form)
RETURN form.id AS form, mention.type AS type, count(*) AS mentions
