// Papers that bridge two topics: they hold both concepts (a graph)
:param one => 'federated learning';
:param other => 'clip';
MATCH bridge = (:Concept {id: $one})<-[:HAS_CONCEPT]-(paper:Paper)-[:HAS_CONCEPT]->(:Concept {id: $other})
RETURN paper.id AS paper, left(coalesce(paper.title, paper.abstract), 60) AS title, bridge
ORDER BY paper
LIMIT 25;
