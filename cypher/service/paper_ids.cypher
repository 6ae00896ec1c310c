// Ids of papers, in order
MATCH (paper:Paper)
WHERE paper.id > $after
RETURN paper.id AS paper
ORDER BY paper
LIMIT $limit
