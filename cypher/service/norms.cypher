// Norms of papers
UNWIND $papers AS id
MATCH (paper:Paper {id: id})
RETURN id, paper.norm AS norm
