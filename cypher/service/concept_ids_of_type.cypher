// Ids of concepts of a type, in order
MATCH (concept:Concept)
WHERE concept.id > $after AND concept.type = $type
RETURN concept.id AS concept
ORDER BY concept
LIMIT $limit
