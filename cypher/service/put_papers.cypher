// Make papers, or write over them; each keeps the revision that it came with
MATCH (state:State {id: 'state'})
UNWIND $rows AS row
MERGE (paper:Paper {id: row.id})
ON CREATE SET paper.added = state.revision + 1
WITH paper, row, coalesce(paper.added, 0) AS added
SET paper = row, paper.added = added
