// Let papers be found by names
UNWIND $rows AS row
MATCH (paper:Paper {id: row.id})
SET paper.words = row.words
