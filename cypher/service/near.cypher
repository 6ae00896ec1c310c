// Concepts that stand in each other's list, the nearest first
UNWIND $concepts AS id
MATCH (concept:Concept {id: id})-[nearest:NEAREST]->(other:Concept)
WHERE EXISTS { MATCH (other)-[:NEAREST]->(concept) }
RETURN id, other.id AS other, nearest.dot AS dot
ORDER BY id, dot DESC, other
