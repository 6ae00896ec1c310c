// Make forms that are missing
UNWIND $rows AS row
MERGE (form:Form {id: row.id})
ON CREATE SET form = row
