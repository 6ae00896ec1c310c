// Label concepts by their type, and give them what they are found by in the index of meanings
UNWIND $rows AS row
MATCH (concept:Concept {id: row.id})
SET concept.meaning = row.meaning
FOREACH (_ IN CASE row.type WHEN 'Method' THEN [1] ELSE [] END | SET concept:Method)
FOREACH (_ IN CASE row.type WHEN 'Dataset' THEN [1] ELSE [] END | SET concept:Dataset)
FOREACH (_ IN CASE row.type WHEN 'Task' THEN [1] ELSE [] END | SET concept:Task)
