// The newest methods that papers propose for a task; papers without a year come last
:param task => 'image classification';
MATCH (:Concept {id: $task})<-[:HAS_CONCEPT]-(paper:Paper)-[:HAS_CONCEPT {role: 'own'}]->(method:Concept {type: 'Method'})
RETURN paper.year AS year, method.id AS method, paper.id AS paper,
  left(coalesce(paper.title, paper.abstract), 60) AS title
ORDER BY coalesce(year, 0) DESC, method, paper
LIMIT 25;
