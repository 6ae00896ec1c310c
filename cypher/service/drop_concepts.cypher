// Remove concepts without name and paper; whose list they stood in, that is to be made anew. A node that was changed and
// is deleted in one transaction would still be found by the index of what was changed
UNWIND $concepts AS id
MATCH (concept:Concept {id: id})
WHERE concept.papers = 0 AND NOT EXISTS { MATCH (concept)<-[:NAMES]-(:Name) }
OPTIONAL MATCH (other:Concept)-[:NEAREST]->(concept)
SET other.listed = false, other.least = $closed
WITH collect(DISTINCT concept) AS gone
FOREACH (concept IN gone | REMOVE concept.listed, concept.papers, concept.type DETACH DELETE concept)
