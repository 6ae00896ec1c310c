// Ids of concepts that papers hold and that have no vector, in order
MATCH (concept:Concept)
WHERE concept.papers > 0 AND (concept.listed IS NULL OR $anew)
RETURN concept.id AS concept
ORDER BY concept
LIMIT $limit
