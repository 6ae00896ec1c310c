// Ids of papers that were not here at a revision, in order
MATCH (paper:Paper)
WHERE paper.added > $revision
RETURN paper.id AS paper
ORDER BY paper
