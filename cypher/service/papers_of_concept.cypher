// Ids of papers that hold a concept, in order
MATCH (paper:Paper)-[:HAS_CONCEPT]->(:Concept {id: $concept})
WHERE paper.id > $after
RETURN paper.id AS paper
ORDER BY paper
LIMIT $limit
