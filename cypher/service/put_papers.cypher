// Make papers, or write over them
UNWIND $rows AS row
MERGE (paper:Paper {id: row.id})
SET paper = row
