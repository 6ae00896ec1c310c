// A paper's mentions of some names, in the order of the text
MATCH (:Paper {id: $paper})-[:HAS_MENTION]->(mention:Mention)-[:HAS_FORM]->(form:Form)
WHERE form.name IN $names
RETURN properties(mention) AS mention, form.name AS name, form.form AS form
ORDER BY mention.at
