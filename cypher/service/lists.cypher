// Who stands in the lists of concepts
UNWIND $concepts AS id
MATCH (:Concept {id: id})-[nearest:NEAREST]->(other:Concept)
RETURN id, other.id AS other, nearest.dot AS dot
