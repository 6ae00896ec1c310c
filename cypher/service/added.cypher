// The revisions that papers came with
UNWIND $papers AS id
MATCH (paper:Paper {id: id})
RETURN id, coalesce(paper.added, 0) AS added
