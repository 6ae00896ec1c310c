// Papers without concepts: nothing was found in their texts, or all of it was generic or decided away
:param limit => 25;
MATCH (paper:Paper {concepts: 0})-[:HAS_RECORD]->(record:Record)-[:FROM]->(source:Source)
RETURN paper.id AS paper, left(coalesce(paper.title, paper.abstract), 60) AS title,
  COUNT { MATCH (paper)-[:HAS_MENTION]->(:Mention) } AS mentions, source.name AS source, record.position AS position
ORDER BY source, position
LIMIT $limit;
