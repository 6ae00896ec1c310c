// Ids of papers, in order, that fit what is given
MATCH (paper:Paper)
WHERE paper.id > $after
  AND ($year IS NULL OR paper.year = $year)
  AND ($concept IS NULL OR EXISTS { MATCH (paper)-[:HAS_CONCEPT]->(:Concept {id: $concept}) })
  AND ($source IS NULL OR EXISTS { MATCH (paper)-[:HAS_RECORD]->(:Record)-[:FROM]->(:Source {name: $source}) })
RETURN paper.id AS paper
ORDER BY paper
LIMIT $limit
