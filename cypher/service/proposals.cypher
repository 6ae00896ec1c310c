// Papers that have names for their own, with the surest mention of each form and type, and those that define short names. A contested name has the proposer behind it: "star ⟨paper⟩"; a proper name has no blank
UNWIND $names AS id
CALL (id) {
  MATCH (form:Form)
  WHERE (form.name = id OR form.name STARTS WITH id + ' ⟨') AND NOT form.form CONTAINS ' '
  MATCH (form)<-[:HAS_FORM]-(mention:Mention {role: 'own'})<-[:HAS_MENTION]-(paper:Paper)
  RETURN
    paper.id AS paper, form.name AS name, form.form AS form, mention.type AS type,
    max(mention.confidence) AS confidence
  UNION ALL
  MATCH (paper:Paper)-[:HAS_DEFINITION]->(definition:Definition {short: id})
  RETURN paper.id AS paper, id AS name, definition.short_form AS form, NULL AS type, NULL AS confidence
}
RETURN id, paper, name, form, type, confidence
