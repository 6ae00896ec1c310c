// Vectors of concepts
UNWIND $concepts AS id
MATCH (concept:Concept {id: id})
WHERE concept.vector IS NOT NULL
RETURN id, concept.vector AS vector
