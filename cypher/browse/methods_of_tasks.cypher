// Tasks with the methods that papers propose or use for them, year by year (a year is empty where none is given)
:param papers => 2;
MATCH (task:Concept {type: 'Task'})<-[addressed:HAS_CONCEPT]-(paper:Paper)-[held:HAS_CONCEPT]->(method:Concept {type: 'Method'})
WHERE task.papers >= $papers AND addressed.role <> 'mentioned' AND held.role <> 'mentioned'
WITH task, paper.year AS year, method, count(paper) AS together
ORDER BY together DESC, method.id
WITH task, year, collect(method.id) AS methods
RETURN task.id AS name, year, size(methods) AS methods, methods[..6] AS first
ORDER BY task.papers DESC, name, year
LIMIT 25;
