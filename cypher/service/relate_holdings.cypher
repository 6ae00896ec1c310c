// Say by the type of an edge what papers do with concepts
UNWIND $rows AS row
MATCH (paper:Paper {id: row.paper})
MATCH (concept:Concept {id: row.concept})
FOREACH (_ IN CASE row.word WHEN 'proposed' THEN [1] ELSE [] END | CREATE (paper)-[:PROPOSES {revision: $revision}]->(concept))
FOREACH (_ IN CASE row.word WHEN 'introduced' THEN [1] ELSE [] END | CREATE (paper)-[:INTRODUCES {revision: $revision}]->(concept))
FOREACH (_ IN CASE row.word WHEN 'addressed' THEN [1] ELSE [] END | CREATE (paper)-[:ADDRESSES {revision: $revision}]->(concept))
FOREACH (_ IN CASE row.word WHEN 'used' THEN [1] ELSE [] END | CREATE (paper)-[:USES {revision: $revision}]->(concept))
FOREACH (_ IN CASE row.word WHEN 'mentioned' THEN [1] ELSE [] END | CREATE (paper)-[:MENTIONS {revision: $revision}]->(concept))
