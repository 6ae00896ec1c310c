// Mentions of what papers propose, by name; a contested name has the proposer behind it: "star ⟨paper⟩"
UNWIND $names AS name
MATCH (form:Form)
WHERE form.name = name OR form.name STARTS WITH name + ' ⟨'
MATCH (form)<-[:HAS_FORM]-(mention:Mention {role: 'own'})<-[:HAS_MENTION]-(paper:Paper)
RETURN name, paper.id AS paper, properties(mention) AS mention, form.name AS found, form.form AS form
