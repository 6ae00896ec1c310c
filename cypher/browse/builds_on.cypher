// Papers that use what a paper proposes or introduces (a graph)
:param papers => 5;
MATCH use = (owner:Paper)-[:HAS_CONCEPT {role: 'own'}]->(concept:Concept)<-[:HAS_CONCEPT {role: 'used'}]-(user:Paper)
WHERE concept.type <> 'Task' AND concept.papers <= $papers
RETURN concept.type AS type, concept.id AS name, owner.id AS from, user.id AS by, use
ORDER BY concept.papers DESC, name, from, by
LIMIT 25;
