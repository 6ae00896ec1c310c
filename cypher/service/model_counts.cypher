// Papers by model
MATCH (paper:Paper)
WHERE paper.model IS NOT NULL
RETURN paper.model AS model, count(*) AS papers
ORDER BY model
