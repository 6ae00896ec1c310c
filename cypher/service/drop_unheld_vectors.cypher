// Remove vectors of concepts that no paper holds; whose list they stood in, that is to be made anew
MATCH (concept:Concept {papers: 0})
WHERE concept.listed IS NOT NULL
OPTIONAL MATCH (other:Concept)-[:NEAREST]->(concept)
SET other.listed = false, other.least = $closed
WITH collect(DISTINCT concept) AS gone
UNWIND gone AS concept
OPTIONAL MATCH (concept)-[nearest:NEAREST]-(:Concept)
REMOVE concept.vector, concept.listed, concept.least
WITH collect(DISTINCT nearest) AS lists
FOREACH (nearest IN lists | DELETE nearest)
