// Ids of concepts of a type, those of most papers first
MATCH (concept:Concept)
WHERE concept.type = $type AND concept.papers >= 0
RETURN concept.id AS id
ORDER BY concept.papers DESC, id
SKIP $offset
LIMIT $limit
