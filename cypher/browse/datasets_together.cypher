// Datasets that the same papers use
:param papers => 2;
MATCH (one:Concept {type: 'Dataset'})<-[:HAS_CONCEPT]-(paper:Paper)-[:HAS_CONCEPT]->(other:Concept {type: 'Dataset'})
WHERE one.id < other.id
WITH one, other, count(paper) AS papers, min(paper.id) AS example
WHERE papers >= $papers
RETURN one.id AS one, other.id AS other, papers, example
ORDER BY papers DESC, one, other
LIMIT 25;
