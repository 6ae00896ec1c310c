// Let keys lead to papers; the key of a paper's own id stays with it
UNWIND $rows AS row
MATCH (paper:Paper {id: row.paper})
OPTIONAL MATCH (owner:Paper)-[:HAS_KEY]->(old:Key {id: row.key})
WITH row, paper, owner, old
WHERE owner IS NULL OR owner <> paper AND row.key <> 'id:' + owner.id
WITH collect({key: row.key, paper: paper}) AS rows, collect(old) AS gone
FOREACH (old IN gone | DETACH DELETE old)
WITH rows
UNWIND rows AS row
WITH row.key AS key, row.paper AS paper
CREATE (paper)-[:HAS_KEY]->(:Key {id: key})
