// Say what brings another into a list; one that is still to be made stays so, whatever entered it by now
UNWIND $rows AS row
MATCH (concept:Concept {id: row.id})
WHERE concept.listed OR row.made
SET concept.listed = true, concept.least = row.least
