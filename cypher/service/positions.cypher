// Papers that have a record at a position of any source
MATCH (paper:Paper)-[:HAS_RECORD]->(:Record {position: $position})
RETURN DISTINCT paper.id AS paper
ORDER BY paper
