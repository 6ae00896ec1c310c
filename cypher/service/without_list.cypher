// Concepts whose lists are to be made
MATCH (concept:Concept {listed: false})
RETURN concept.id AS concept, concept.vector AS vector, concept.least AS least
ORDER BY concept
LIMIT $limit
