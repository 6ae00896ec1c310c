// Keep decisions that are not there yet
UNWIND $rows AS row
WITH row
WHERE NOT EXISTS { MATCH (:Decision {id: row.id}) }
CREATE (decision:Decision {id: row.id})
SET decision = row
WITH decision
UNWIND range(0, size(decision.subject) - 1) AS at
MERGE (subject:Subject {id: decision.subject[at]})
CREATE (decision)-[:ABOUT {at: at}]->(subject)
