// Say that papers hold nothing
MATCH (paper:Paper)
WHERE paper.concepts > 0 OR paper.norm <> 0
SET paper.norm = 0.0, paper.concepts = 0
RETURN paper.id AS paper
