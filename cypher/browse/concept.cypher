// Everything about a concept: its names, how it is written and defined, its papers by role, what is near and beside it
:param concept => 'federated learning';
MATCH (concept:Concept {id: $concept})
CALL (concept) {
  MATCH (concept)<-[:HAS_CONCEPT]-(paper:Paper)-[:HAS_CONCEPT]->(other:Concept)
  WITH other, count(paper) AS papers
  ORDER BY papers DESC, other.id
  LIMIT 10
  RETURN collect(other.id + ' (' + papers + ')') AS beside
}
UNWIND [
  ['type', [concept.type]],
  ['votes', ['Method ' + concept.method, 'Dataset ' + concept.dataset, 'Task ' + concept.task]],
  ['names', COLLECT { MATCH (concept)<-[:NAMES]-(name:Name) RETURN name.id ORDER BY name.id }],
  ['written', COLLECT {
    MATCH (concept)<-[:NAMES]-(name:Name)
    MATCH (form:Form {name: name.id})
    RETURN form.form ORDER BY form.method + form.dataset + form.task DESC, form.form LIMIT 10
  }],
  ['short for it', COLLECT {
    MATCH (concept)<-[:NAMES]-(name:Name)
    MATCH (definition:Definition {long: name.id})
    RETURN DISTINCT definition.short_form AS short ORDER BY short
  }],
  ['papers of their own', COLLECT {
    MATCH (concept)<-[:HAS_CONCEPT {role: 'own'}]-(paper:Paper) RETURN paper.id ORDER BY paper.id LIMIT 10
  }],
  ['papers that use it', COLLECT {
    MATCH (concept)<-[:HAS_CONCEPT {role: 'used'}]-(paper:Paper) RETURN paper.id ORDER BY paper.id LIMIT 10
  }],
  ['papers that mention it', COLLECT {
    MATCH (concept)<-[:HAS_CONCEPT {role: 'mentioned'}]-(paper:Paper) RETURN paper.id ORDER BY paper.id LIMIT 10
  }],
  ['near in meaning', COLLECT {
    MATCH (concept)-[nearest:NEAREST]->(other:Concept)
    WHERE EXISTS { MATCH (other)-[:NEAREST]->(concept) }
    RETURN other.id ORDER BY nearest.dot DESC, other.id LIMIT 10
  }],
  ['most often beside it', beside]
] AS row
RETURN row[0] AS what, row[1] AS found;
