// Make sources that are missing
UNWIND $rows AS row
MERGE (source:Source {id: row.id})
ON CREATE SET source = row
