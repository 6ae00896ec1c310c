// Give vectors to concepts that papers hold; their lists are to be made
UNWIND $rows AS row
MATCH (concept:Concept {id: row.id})
WHERE concept.papers > 0 AND concept.listed IS NULL
SET concept.vector = row.vector, concept.listed = false, concept.least = $closed
