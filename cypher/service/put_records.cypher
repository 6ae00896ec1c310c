// Make records; one that another paper had moves
UNWIND $rows AS row
OPTIONAL MATCH (old:Record {id: row.record.id})
WITH collect(row) AS rows, collect(old) AS gone
FOREACH (old IN gone | DETACH DELETE old)
WITH rows
UNWIND rows AS row
MATCH (paper:Paper {id: row.paper})
MATCH (source:Source {id: row.source})
CREATE (paper)-[:HAS_RECORD]->(record:Record)-[:FROM]->(source)
SET record = row.record
