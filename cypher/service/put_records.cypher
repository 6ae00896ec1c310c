// Make records, and sources that are missing; a record that another paper had moves
UNWIND $rows AS row
OPTIONAL MATCH (old:Record {id: row.record.id})
WITH collect(row) AS rows, collect(old) AS gone
FOREACH (old IN gone | DETACH DELETE old)
WITH rows
UNWIND rows AS row
MERGE (source:Source {id: row.source.id})
ON CREATE SET source = row.source
WITH row, source
MATCH (paper:Paper {id: row.paper})
CREATE (paper)-[:HAS_RECORD]->(record:Record)-[:FROM]->(source)
SET record = row.record
