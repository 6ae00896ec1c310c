// Take concepts out of lists
UNWIND $rows AS row
MATCH (:Concept {id: row.concept})-[nearest:NEAREST]->(:Concept {id: row.other})
WITH collect(nearest) AS gone
FOREACH (nearest IN gone | DELETE nearest)
