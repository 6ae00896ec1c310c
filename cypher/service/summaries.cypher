// Papers as a list shows them
UNWIND $papers AS id
MATCH (paper:Paper {id: id})
RETURN id, coalesce(paper.title, '') AS title, paper.year AS year, paper.venue AS venue, paper.concepts AS concepts
