// Take concepts out of lists
UNWIND $rows AS row
MATCH (:Concept {id: row.concept})-[nearest:NEAREST]->(other:Concept)
WHERE other.id IN row.others
WITH collect(nearest) AS gone
FOREACH (nearest IN gone | DELETE nearest)
