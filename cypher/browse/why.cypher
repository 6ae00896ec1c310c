// Why two papers are tied: each concept of both, with a sentence from each
:param here => '912264b452f698f8';
:param there => '9d0c3afc571135c6';
MATCH (here:Paper {id: $here})-[:HAS_CONCEPT]->(concept:Concept)<-[:HAS_CONCEPT]-(there:Paper {id: $there})
UNWIND [here, there] AS paper
MATCH (paper)-[:HAS_MENTION]->(mention:Mention)-[:REFERS_TO]->(concept)
WITH here, concept, paper, mention
ORDER BY mention.at
WITH here, concept, paper, head(collect(mention)) AS first
WITH here, concept, paper, first, CASE first.field WHEN 'title' THEN paper.title ELSE paper.abstract END AS text
RETURN
  concept.id AS concept,
  concept.type AS type,
  concept.papers AS papers,
  CASE paper WHEN here THEN 'here' ELSE 'there' END AS where,
  first.role AS role,
  substring(text, first.sentence_start, first.sentence_end - first.sentence_start) AS sentence
ORDER BY papers, concept, where;
