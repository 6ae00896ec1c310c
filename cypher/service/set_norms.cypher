// Say how much papers hold
UNWIND $rows AS row
MATCH (paper:Paper {id: row.id})
SET paper.norm = row.norm, paper.concepts = row.concepts
