// Papers tied to a paper, and by which concepts: those of few papers count most
:param paper => 'd1c9324222e95884';
MATCH (here:Paper {id: $paper})-[mine:HAS_CONCEPT]->(concept:Concept)<-[its:HAS_CONCEPT]-(there:Paper)
WITH there, concept, mine, its
ORDER BY concept.papers, concept.id
WITH
  there,
  sum(1.0 / concept.papers) AS rare,
  collect(concept.type + ' ' + concept.id + ' (' + mine.role + ' here, ' + its.role + ' there)') AS concepts
RETURN there.id AS paper, left(coalesce(there.title, there.abstract), 60) AS title, concepts
ORDER BY rare DESC, paper
LIMIT 25;
