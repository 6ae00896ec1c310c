// Put concepts into lists
UNWIND $rows AS row
MATCH (concept:Concept {id: row.concept})
UNWIND row.others AS one
MATCH (other:Concept {id: one.id})
CREATE (concept)-[:NEAREST {dot: one.dot}]->(other)
