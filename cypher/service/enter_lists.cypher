// Put concepts into lists
UNWIND $rows AS row
MATCH (concept:Concept {id: row.concept})
MATCH (other:Concept {id: row.other})
CREATE (concept)-[:NEAREST {dot: row.dot}]->(other)
