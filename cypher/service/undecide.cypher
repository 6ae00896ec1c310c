// Take decisions away, and what nothing is about any more
UNWIND $ids AS id
MATCH (decision:Decision {id: id})-[:ABOUT]->(subject:Subject)
USING INDEX decision:Decision(id)
WITH collect(DISTINCT decision) AS decisions, collect(DISTINCT subject) AS subjects
FOREACH (decision IN decisions | DETACH DELETE decision)
WITH subjects
UNWIND subjects AS subject
WITH subject
WHERE NOT EXISTS { MATCH (subject)<-[:ABOUT]-(:Decision) }
DELETE subject
