// What concepts are measured by: how many papers hold them, their types and their vectors
UNWIND $concepts AS id
MATCH (concept:Concept {id: id})
RETURN id, concept.papers AS papers, concept.type AS type, concept.vector AS vector
