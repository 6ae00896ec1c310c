// Ids of concepts, in order
MATCH (concept:Concept)
WHERE concept.id > $after
RETURN concept.id AS concept
ORDER BY concept
LIMIT $limit
