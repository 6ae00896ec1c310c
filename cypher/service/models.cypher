// The model that each paper was tagged with
UNWIND $papers AS id
MATCH (paper:Paper {id: id})
WHERE paper.model IS NOT NULL
RETURN id, paper.model AS model
