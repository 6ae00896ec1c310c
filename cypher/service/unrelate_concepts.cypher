// Remove what the snapshot says of concepts
UNWIND $concepts AS id
MATCH (concept:Concept {id: id})
REMOVE concept:Method, concept:Dataset, concept:Task, concept.meaning
WITH concept
MATCH (concept)-[old:NEAR|BROADER]->()
DELETE old
