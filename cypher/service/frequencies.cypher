// How many papers hold concepts, and their types
UNWIND $concepts AS id
MATCH (concept:Concept {id: id})
RETURN id, concept.papers AS papers, concept.type AS type
