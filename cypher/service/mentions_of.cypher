// Mentions of some names in papers, in the order of the text
UNWIND $papers AS id
MATCH (:Paper {id: id})-[:HAS_MENTION]->(mention:Mention)-[:HAS_FORM]->(form:Form)
WHERE form.name IN $names
RETURN id, properties(mention) AS mention, form.name AS name, form.form AS form
ORDER BY id, mention.at
