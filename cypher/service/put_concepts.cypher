// Make concepts that are missing
UNWIND $concepts AS id
MERGE (concept:Concept {id: id})
ON CREATE SET concept.method = 0, concept.dataset = 0, concept.task = 0, concept.papers = 0, concept.broad = 0,
  concept.type = 'Method'
