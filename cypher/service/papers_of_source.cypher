// Ids of papers that have a record of a source, in order
MATCH (paper:Paper)-[:HAS_RECORD]->(:Record)-[:FROM]->(:Source {id: $source})
WHERE paper.id > $after
RETURN DISTINCT paper.id AS paper
ORDER BY paper
LIMIT $limit
