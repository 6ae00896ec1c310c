// Names to find papers by: of the concepts that they hold and of their mentions, in every form
UNWIND $papers AS id
MATCH (paper:Paper {id: id})
RETURN
  id,
  COLLECT { MATCH (paper)-[:HAS_CONCEPT]->(concept:Concept) RETURN concept.id } AS concepts,
  COLLECT { MATCH (paper)-[:HAS_MENTION]->(:Mention)-[:HAS_FORM]->(form:Form) RETURN [form.name, form.form] } AS forms
